import{c as a}from"./chunk-DGWNB6YV.js";import"./chunk-JFSZR5QV.js";import"./chunk-SGHAXT6M.js";export{a as ownersIn};

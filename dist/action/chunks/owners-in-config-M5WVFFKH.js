import{h as a}from"./chunk-WLJPEFPS.js";import"./chunk-SGHAXT6M.js";export{a as ownersIn};

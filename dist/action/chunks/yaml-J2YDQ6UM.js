import{a}from"./chunk-FO7LSVIS.js";import"./chunk-3XH4CKIE.js";import"./chunk-RU337YM6.js";import"./chunk-MDFI2OP7.js";import"./chunk-SGHAXT6M.js";export{a as readYaml};

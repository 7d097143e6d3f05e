import{a}from"./chunk-NV4PJDH6.js";import"./chunk-SVRC4EYA.js";import"./chunk-RU337YM6.js";import"./chunk-MDFI2OP7.js";import"./chunk-SGHAXT6M.js";export{a as readYaml};

import{a}from"./chunk-Q7M6YSKC.js";import"./chunk-RU337YM6.js";import"./chunk-R47AV7S3.js";import"./chunk-C2QA6S3O.js";import"./chunk-NYNNC7FT.js";import"./chunk-BXN74OI2.js";export{a as readYaml};

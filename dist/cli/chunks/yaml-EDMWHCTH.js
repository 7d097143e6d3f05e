import{a}from"./chunk-HHI6OVBX.js";import"./chunk-RU337YM6.js";import"./chunk-R2UBHOBX.js";import"./chunk-C2QA6S3O.js";import"./chunk-NYNNC7FT.js";import"./chunk-BXN74OI2.js";export{a as readYaml};

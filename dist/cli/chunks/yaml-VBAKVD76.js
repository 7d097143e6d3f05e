import{a}from"./chunk-WHQP2GFZ.js";import"./chunk-RU337YM6.js";import"./chunk-3G75DVZS.js";import"./chunk-JKX4AWLZ.js";import"./chunk-ICATIBPG.js";import"./chunk-BXN74OI2.js";export{a as readYaml};

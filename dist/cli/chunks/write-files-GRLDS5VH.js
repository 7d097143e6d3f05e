import{a}from"./chunk-CT7I7TIE.js";import"./chunk-RUEY5ZVD.js";import"./chunk-GCMHTUHA.js";import"./chunk-AVODNSEJ.js";import"./chunk-C6JOBBRQ.js";import"./chunk-EMBIDUMY.js";export{a as writeFiles};

import{a as e,d as n}from"./chunk-N3QXJOHS.js";function w(r){let{node:o,flow:t,place:i,why:s}=r,f=o===void 0?`Flow "${t}"`:`Node "${o}"`;return e(`${f} (${n(i)}) ${s}.`,400)}export{w as a};

import{a as s,b as f}from"./chunk-JX6R54VM.js";import"./chunk-HVD4M67L.js";import"./chunk-FAAVSNMK.js";import"./chunk-QCLQA4XH.js";import"./chunk-F7KBDT6B.js";import"./chunk-YUDY5OQA.js";import{a as o,c as t,d as i}from"./chunk-Q4WANCM4.js";import"./chunk-2FW5GI5E.js";import"./chunk-RKOLCW2K.js";import{a as e}from"./chunk-WFMS5IMK.js";import"./chunk-BXN74OI2.js";import m from"node:process";function w(r){return m.stderr.write(`${a(r)}
`),s.bad}function a(r){if(r instanceof o)return r.problems.map(i).join(`
`);let n=e(t(r),2e3);return r instanceof f?n:`flow-role-wizard failed: ${n}
This is a defect of the program: please report it.`}export{w as failure};

import{a as o,b as t}from"./chunk-GNQKHEII.js";import"./chunk-LOMCANG2.js";import"./chunk-FAAVSNMK.js";import"./chunk-QCLQA4XH.js";import"./chunk-F7KBDT6B.js";import{a as i,c as s,d as f}from"./chunk-Q4WANCM4.js";import"./chunk-YUDY5OQA.js";import"./chunk-2FW5GI5E.js";import"./chunk-RKOLCW2K.js";import{a as e}from"./chunk-WFMS5IMK.js";import"./chunk-BXN74OI2.js";import m from"node:process";function w(r){return m.stderr.write(`${a(r)}
`),o.bad}function a(r){if(r instanceof i)return r.problems.map(f).join(`
`);let n=e(s(r),2e3);return r instanceof t?n:`flow-role-wizard failed: ${n}
This is a defect of the program: please report it.`}export{w as failure};

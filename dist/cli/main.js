#!/usr/bin/env node
import{argv as i,exit as r,stderr as o,stdout as t}from"node:process";async function s(e){if(e.includes("--version")||e.includes("-v"))return t.write(`0.1.0
`),0;let{run:n}=await import("./chunks/run-3EGUQ34Y.js");return n(e)}t.on("error",e=>r(e.code==="EPIPE"?0:1));o.on("error",()=>r(1));s(i.slice(2)).then(e=>{process.exitCode=e},e=>{let n=e instanceof Error?e.message:String(e);o.write(`flow-role-wizard failed: ${n}
This is a defect of the program: please report it.
`),process.exitCode=2});

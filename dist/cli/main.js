#!/usr/bin/env node
import{argv as i,exit as n,stderr as o,stdout as t}from"node:process";async function s(e){if(e[0]==="--version"||e[0]==="-v")return t.write(`0.1.0
`),0;let{run:r}=await import("./chunks/run-QJTVJ3IC.js");return r(e)}t.on("error",e=>n(e.code==="EPIPE"?0:1));o.on("error",()=>n(1));s(i.slice(2)).then(e=>{process.exitCode=e},e=>{let r=e instanceof Error?e.message:String(e);o.write(`flow-role-wizard failed: ${r}
This is a defect of the program: please report it.
`),process.exitCode=2});

#!/usr/bin/env node
import{argv as o,exit as n,stderr as c,stdout as r}from"node:process";async function s(e){if(e.includes("--version")||e.includes("-v"))return r.write(`0.1.0
`),0;if(e[0]==="generate"&&!e.includes("--help")&&!e.includes("-h")){let{generate:t}=await import("./chunks/generate-CJUN2KJ6.js");return t(e.slice(1))}let{help:i}=await import("./chunks/help-2S4XCAVZ.js");return i(e)}r.on("error",e=>n(e.code==="EPIPE"?0:1));c.on("error",()=>n(1));s(o.slice(2)).catch(async e=>(await import("./chunks/failure-XYXDPVV6.js")).failure(e)).then(e=>{process.exitCode=e});

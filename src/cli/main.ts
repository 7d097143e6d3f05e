#!/usr/bin/env node
declare const __VERSION__: string;

process.stdout.write(`${__VERSION__}\n`);

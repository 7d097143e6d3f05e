// Makes standard error a terminal, while standard output stays a file or a pipe.
Object.defineProperty(process.stderr, 'isTTY', { value: true });

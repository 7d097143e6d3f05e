var e=".flow-role.yml";export{e as a};

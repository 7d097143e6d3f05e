var e=".flow-role.yml",r=[e,".flow-role.yaml"];export{e as a,r as b};

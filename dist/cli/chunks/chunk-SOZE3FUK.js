var e=".flow-role.yml";var o=()=>{};export{e as a,o as b};

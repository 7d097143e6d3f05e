function d(o){let[e,...t]=new Set(o.map(({origin:n})=>n?.kind==="cloudformation"?n.condition:void 0));return t.length>0?void 0:e}export{d as a};

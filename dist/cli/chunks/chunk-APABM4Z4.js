function n(e){let{kind:r,source:t}=e;return{certainty:r,...r==="precaution"&&{precaution:e.why},source:t.page,read:t.read}}export{n as a};

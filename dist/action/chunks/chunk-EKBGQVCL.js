var e=class extends Error{name="AwsError";failure;constructor(r,s,n){super(s,n),this.failure=r}};export{e as a};

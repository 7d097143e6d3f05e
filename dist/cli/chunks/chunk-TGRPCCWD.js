function e(n,i){let r=n.length;for(;r>0&&i(n.charAt(r-1));)r-=1;return n.slice(0,r)}function l(n,i){let r=0;for(;n.charAt(r)===i;)r+=1;return e(n.slice(r),t=>t===i)}export{e as a,l as b};

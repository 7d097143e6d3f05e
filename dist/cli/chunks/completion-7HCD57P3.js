import{a as c}from"./chunk-3MBSGBEI.js";import{a,b as d,c as f}from"./chunk-7CN7A4BU.js";import{a as $,c as R}from"./chunk-HVYQCCQL.js";import{a as _,b as C}from"./chunk-L3HNROAM.js";import"./chunk-FRLXWXNU.js";import"./chunk-BXN74OI2.js";import E from"node:process";function g(o){let e=d(o),r=o[""];return`# Completion of flow-role-wizard for bash: eval "$(flow-role-wizard completion bash)"
_flow_role_wizard_words() {
  local word
  while IFS= read -r word; do COMPREPLY+=("$word"); done < <(compgen -W "$2" -- "$1")
}
_flow_role_wizard_paths() {
  local path
  compopt -o filenames 2>/dev/null
  while IFS= read -r path; do COMPREPLY+=("$path"); done < <(compgen "$2" -- "$1")
}
_flow_role_wizard() {
  local current="\${COMP_WORDS[COMP_CWORD]}" command='' before=''
  COMPREPLY=()
  if [ "$COMP_CWORD" -gt 1 ]; then
    command="\${COMP_WORDS[1]}"
    before="\${COMP_WORDS[COMP_CWORD - 1]}"
    # bash takes the sign of --option=value for a word of its own.
    if [ "$current" = '=' ]; then
      current=''
    elif [ "$before" = '=' ]; then
      before="\${COMP_WORDS[COMP_CWORD - 2]}"
    fi
  fi
  case "$command:$before" in
${[...e.flatMap(n=>h(n,o[n])),...h("*",r)].join(`
`)}
  esac
  case "$current" in
  -*)
    case "$command" in
${e.map(n=>`    ${n}) ${m(O(o[n]))} ;;`).join(`
`)}
    *) ${m(O(r))} ;;
    esac
    return
    ;;
  esac
  case "$command" in
  '')
    ${m(e)}
    ${p.files}
    ;;
${e.flatMap(n=>{let t=f(o[n],o);return t===void 0?[]:[`  ${n}) ${m(t)} ;;`]}).join(`
`)}
  *) ${p.files} ;;
  esac
}
complete -F _flow_role_wizard flow-role-wizard
`}var p={files:'_flow_role_wizard_paths "$current" -f',directories:'_flow_role_wizard_paths "$current" -d'};function m(o){return`_flow_role_wizard_words "$current" '${o.join(" ")}'`}function O(o){return Object.keys({...o?.options,...a}).map(e=>`--${e}`)}function h(o,e){return Object.entries(e?.options??{}).filter(([,{type:r}])=>r==="string").map(([r,n])=>`  ${o}:--${r})${L(n)} return ;;`)}function L({values:o,completes:e}){let r=o!==void 0?m(o):e===void 0?"":p[e];return r===""?"":` ${r};`}function b(o){let e=d(o);return`# Completion of flow-role-wizard for fish; save it as
# ~/.config/fish/completions/flow-role-wizard.fish
${[...e.map(n=>w("__fish_use_subcommand",["-a",n,"-d",l(o[n]?.summary??"")])),...e.flatMap(n=>z(`__fish_seen_subcommand_from ${n}`,o[n],o)),...z(`not __fish_seen_subcommand_from ${e.join(" ")}`,o[""],o)].join(`
`)}
`}function z(o,e,r){let n=f(e,r),t=Object.entries({...e?.options,...a});return[...n===void 0?[]:[w(o,["-f","-a",l(n.join(" "))])],...t.map(([i,s])=>w(o,W(i,s)))]}function W(o,{type:e,short:r,text:n,values:t,completes:i}){let s=e==="boolean"?[]:t!==void 0?["-x","-a",l(t.join(" "))]:{files:["-r","-F"],directories:["-x","-a",l("(__fish_complete_directories)")],none:["-x"]}[i??"none"];return[...r===void 0?[]:["-s",r],"-l",o,...s,"-d",l(n)]}function w(o,e){return["complete -c flow-role-wizard -n",l(o),...e].join(" ")}function l(o){return`'${o.replace(/[\\']/g,"\\$&")}'`}function P(o){let e=d(o);return`#compdef flow-role-wizard
# Completion of flow-role-wizard for zsh: source <(flow-role-wizard completion zsh), after compinit
_flow_role_wizard() {
  local command="\${words[2]}"
  local -a commands
  if [ "$CURRENT" -eq 2 ]; then
    commands=(
${e.map(n=>S(`${n}:${o[n]?.summary??""}`)).map(n=>`      ${n}`).join(`
`)}
    )
    _describe -t commands command commands
    command=''
  fi
  case "$command" in
${e.map(n=>`  ${n})
    shift words
    CURRENT=$((CURRENT - 1))
${y(o[n],o)}
    ;;`).join(`
`)}
  *)
${y(o[""],o)}
    ;;
  esac
}
if [ "\${funcstack[1]}" = _flow_role_wizard ]; then
  _flow_role_wizard "$@"
else
  compdef _flow_role_wizard flow-role-wizard
fi
`}function y(o,e){let r=f(o,e);return["    _arguments",...[...Object.entries({...o?.options,...a}).map(([i,s])=>N(i,s)),r===void 0?"*:file:_files":`1:${o?.takes.name.toLowerCase()??""}:(${r.join(" ")})`].map(i=>`      ${S(i)}`)].join(` \\
`)}function N(o,{type:e,multiple:r,value:n,text:t,values:i,completes:s}){let u=`${r?"*":""}--${o}${e==="string"?"=":""}[${j(t)}]`;if(e==="boolean")return u;let M=i!==void 0?`(${i.join(" ")})`:{files:"_files",directories:"_files -/",none:" "}[s??"none"];return`${u}:${j(n??o)}:${M}`}function j(o){return o.replace(/[\\:[\]]/g,"\\$&")}function S(o){return`'${o.replaceAll("'","'\\''")}'`}var T={bash:g,zsh:P,fish:b};function J(o,e){let[r="",...n]=R("completion",o,{}).positionals,t=c.find(i=>i===r);if(t===void 0||n.length>0){let i=r===""?"":$(r,c);throw new C(`Name one shell: ${c.join(", ")}.${i}`)}return E.stdout.write(T[t](e)),_.ok}export{J as completion};

{% macro line_of_named_groups(setting, pattern, fields) %}
    {#-
        A regular expression with named groups as {pattern, fields}, in what the engines of all warehouses know: groups
        without a name do not capture, `\d`, `\w` and `\s` are brackets. Raises a settings error where it has what some
        engine lacks (look-around, references, possessive and reluctant quantifiers, word boundaries), a parenthesis or
        bracket that is not closed, or a group whose name is none of `fields`.
    -#}
    {%- set classes = {'d': '0-9', 'w': 'A-Za-z0-9_', 's': ' \t'} -%}
    {%- set state = namespace(problem=none, depth=0, in_brackets=false, skipped=0) -%}
    {%- set captured, pieces = [], [] -%}
    {%- for character in pattern if state.problem is none -%}
        {%- set rest = pattern[loop.index0:] -%}
        {%- if state.skipped > 0 -%}
            {%- set state.skipped = state.skipped - 1 -%}
        {%- elif character == '\\' -%}
            {%- set next = rest[1:2] -%}
            {%- set state.skipped = 1 -%}
            {%- if next in classes and next -%}
                {%- do pieces.append(classes[next] if state.in_brackets else '[' ~ classes[next] ~ ']') -%}
            {%- elif next | lower in classes and next and not state.in_brackets -%}
                {%- do pieces.append('[^' ~ classes[next | lower] ~ ']') -%}
            {%- elif next == 't' -%}
                {%- do pieces.append('\t') -%}
            {%- elif not next or modules.re.match('[A-Za-z0-9]', next) -%}
                {%- set state.problem = '`\\' ~ next ~ '` is not known to every warehouse' -%}
            {%- else -%}
                {%- do pieces.append('\\' ~ next) -%}
            {%- endif -%}
        {%- elif character == "'" -%}
            {%- do pieces.append('.' if not state.in_brackets else '') -%}
        {%- elif state.in_brackets -%}
            {%- set state.in_brackets = character != ']' -%}
            {%- do pieces.append(character) -%}
        {%- elif character == '[' -%}
            {#- A closing bracket right after the opening one, or after its ^, is a literal. -#}
            {%- set opening = modules.re.match('\\[\\^?\\]?', rest).group(0) -%}
            {%- set state.skipped = opening | length - 1 -%}
            {%- set state.in_brackets = true -%}
            {%- do pieces.append(opening) -%}
        {%- elif character == '(' -%}
            {%- set state.depth = state.depth + 1 -%}
            {%- set opening = modules.re.match('[(](?:[?](?:P?<([A-Za-z_][A-Za-z0-9_]*)>|:|.?.?))?', rest) -%}
            {%- set name = opening.group(1) -%}
            {%- set named = {'occurred_at': 'log_started_at', 'credential_id': 'secret_credential_id'}.get(name, 'log_' ~ name) -%}
            {%- set field = named if named in fields else api_call_volume.line_variables().get('$' ~ name) -%}
            {%- set state.skipped = opening.group(0) | length - 1 -%}
            {%- if not name and opening.group(0) not in ['(', '(?:'] -%}
                {%- set state.problem = '`' ~ opening.group(0) ~ '…)` is not known to every warehouse' -%}
            {%- elif name and field not in fields -%}
                {%- set state.problem = '`' ~ name ~ '` is not the name of a column or of a variable that is read' -%}
            {%- elif name and field in captured -%}
                {%- set state.problem = 'two groups are the same column, `' ~ name ~ '`' -%}
            {%- endif -%}
            {%- if name -%}
                {%- do captured.append(field) -%}
            {%- endif -%}
            {%- do pieces.append('(' if name else '(?:') -%}
        {%- elif character == ')' -%}
            {%- set state.depth = state.depth - 1 -%}
            {%- set state.problem = 'a parenthesis is closed that was not opened' if state.depth < 0 else none -%}
            {%- do pieces.append(')') -%}
        {%- elif modules.re.match('[*+?}][+?]', rest) -%}
            {%- set state.problem = '`' ~ rest[:2] ~ '` is not known to every warehouse' -%}
        {%- else -%}
            {%- do pieces.append(character) -%}
        {%- endif -%}
    {%- endfor -%}
    {%- if state.problem is none and (state.depth or state.in_brackets) -%}
        {%- set state.problem = 'a ' ~ ('bracket' if state.in_brackets else 'parenthesis') ~ ' is not closed' -%}
    {%- elif state.problem is none and modules.re.search('(?:^|[(|]|[(][?]:)[*+?]', pieces | join | replace('(?:', '(')) -%}
        {%- set state.problem = 'a quantifier has nothing to repeat' -%}
    {%- endif -%}
    {%- if state.problem is not none -%}
        {%- do api_call_volume.settings_error(
            setting, state.problem ~ '.',
            'a regular expression of literals, brackets such as `[^ ]*`, groups `(?:…)`, and groups with one of these names: '
            ~ fields | join(', ') | replace('log_', '') | replace('secret_', '') ~ '.'
        ) -%}
    {%- endif -%}
    {%- set joined = pieces | join -%}
    {{ return({'pattern': joined if joined.startswith('^') else '^(?:' ~ joined ~ ')', 'fields': captured}) }}
{% endmacro %}

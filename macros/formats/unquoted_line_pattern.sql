{% macro unquoted_line_pattern(pattern) %}
    {#-
        A `line_pattern` without what surrounds it in a configuration: nginx's `log_format name '…' '…';`, with its
        texts joined, and Apache's `LogFormat "…" name`, with its quotes unescaped.
    -#}
    {%- set text = modules.re.sub('^log_format\\s+\\S+\\s+(?:escape=\\S+\\s+)?', '', pattern.strip()) -%}
    {%- set text = modules.re.sub('^LogFormat\\s+"(.*)"\\s*\\S*$', '\\1', text) -%}
    {%- if modules.re.match("^'.*'\\s*;?$", text | replace('\n', ' ')) -%}
        {%- set text = modules.re.sub("'\\s+'", '', modules.re.sub(';$', '', text).strip())[1:-1] -%}
    {%- endif -%}
    {%- if not modules.re.search('[(][?]P?<[A-Za-z_]', text) -%}
        {%- set text = text | replace('\\"', '"') | replace('\\t', '\t') | replace('\\n', '') -%}
    {%- endif -%}
    {{ return(text) }}
{% endmacro %}

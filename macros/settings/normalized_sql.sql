{% macro normalized_sql(expression) %}
    {#-
        An SQL expression of a setting, so that expressions that differ only in comments, blanks or letter case outside
        quotes are equal: for comparing settings, not for running. None for an empty one. Letter case stays in paths such
        as `payload:userId`, where it matters, and an expression with escapes or dollar quotes stays as it is.
    -#}
    {% set text = (expression | string | trim) if expression is not none else '' %}
    {% if text == '' %}
        {{ return(none) }}
    {% endif %}
    {% if '\\' in text or '$$' in text %}
        {{ return(text) }}
    {% endif %}
    {% set quoted = "'(?:[^']|'')*'" ~ '|"(?:[^"]|"")*"|`[^`]*`' %}
    {% set comment = '--[^\n]*|/[*](?:[^*]|[*]+[^*/])*[*]+/' %}
    {#- Quoted parts as they are, comments, and what is between them. -#}
    {% set parts = modules.re.findall(quoted ~ '|' ~ comment ~ "|[^'\"`/-]+|[/-]", text) %}
    {% set marked, quotes = [], [] %}
    {% for part in parts %}
        {% if part[:1] in ["'", '"', '`'] %}
            {% do marked.append('`' ~ quotes | length ~ '`') %}
            {% do quotes.append(part) %}
        {% else %}
            {% do marked.append(' ' if part[:2] in ['--', '/*'] else part) %}
        {% endif %}
    {% endfor %}
    {% set code = modules.re.sub('[ \t\r\n]+', ' ', marked | join) | trim %}
    {% set written = namespace(code=code if modules.re.search('(^|[^:]):[^:]', code) else code | lower) %}
    {% for sign in ['(', ')', ',', '=', '<', '>', '!', '+', '-', '*', '/', '%', '|', '[', ']', ':', ';'] %}
        {% set written.code = written.code.split(sign) | map('trim') | join(sign) %}
    {% endfor %}
    {% for part in quotes %}
        {% set written.code = written.code.replace('`' ~ loop.index0 ~ '`', part) %}
    {% endfor %}
    {{ return(written.code) }}
{% endmacro %}

{% macro labelled_expression(expression, setting, raw_columns) %}
    {#-
        An SQL expression of a setting, one word of code a line, with the name of the setting in a comment on each line: a
        warehouse that refuses it quotes the line, or some of it, and so names the setting. Where the expression has a name that is almost
        that of a column, or that of a column which has to be quoted, the comment asks for it. An expression with escapes
        or dollar quotes has the comment on its first line only. `raw_columns`: see the macro of that name.
    -#}
    {% set text = expression | string | trim %}
    {% set quoted = "'(?:[^']|'')*'" ~ '|"(?:[^"]|"")*"|`[^`]*`' %}
    {% set comment = '--[^\n]*|/[*](?:[^*]|[*]+[^*/])*[*]+/' %}
    {% set meant = [] %}
    {% for word in modules.re.findall('[A-Za-z_][A-Za-z0-9_]*(?![A-Za-z0-9_ ]*[(])', modules.re.sub(quoted ~ '|' ~ comment, ' ', text)) %}
        {% set name = word | lower %}
        {% set nearest = api_call_volume.nearest_name(word, raw_columns | list) if name not in raw_columns and word | length > 3 else none %}
        {% if nearest or raw_columns.get(name, name) | lower != raw_columns.get(name, name) %}
            {% do meant.append(raw_columns[nearest or name]) %}
        {% endif %}
    {% endfor %}
    {% set label = (('did you mean ' ~ meant | unique | join(', ') ~ '? in ' if meant else '') ~ setting) | replace('*', '') | replace('\n', ' ') %}
    {% set commented = '/* ' ~ label ~ ' */ ' %}
    {% set lines = [] %}
    {% for part in modules.re.findall(quoted ~ '|' ~ comment ~ "|[^'\"`/-]+|[/'\"`-]", text) %}
        {% do lines.append(
            part if part[:1] in ["'", '"', '`'] else '\n' if part[:2] in ['--', '/*'] else modules.re.sub('\\s+|(?<=[(,])(?=[A-Za-z_])', '\n' ~ commented, part)
        ) %}
    {% endfor %}
    {% set written = text if '\\' in text or '$$' in text else lines | join %}
    {{ return(commented ~ written ~ api_call_volume.lines_after_expression(label, text)) }}
{% endmacro %}

{% macro unknown_names(expression, columns) %}
    {#-
        The names in an SQL expression of a setting that can be nothing but columns, and are none of `columns` (in lower
        case). Only a plain expression is read: names, numbers, texts, operators, `case`, `cast` and functions that take
        no words of another kind (such as a part of a date). Of any other, and of names that a warehouse knows without
        a table, none are returned: the warehouse says what is wrong there.
    -#}
    {% set known_without_table = [
        'user', 'sysdate', 'systimestamp', 'localtime', 'localtimestamp', 'ctid', 'xmin', 'xmax', 'tableoid', 'rowid', 'rownum', 'level',
        'filename', 'file_row_number', 'file_index', 'default', 'infinity', 'nan', 'raw_calls', 'raw_rows', 'record', 'loaded_at', 'is_wanted'
    ] %}
    {% set words_between = [
        'and', 'or', 'not', 'is', 'null', 'true', 'false', 'in', 'like', 'ilike', 'between', 'case', 'when', 'then', 'else', 'end'
    ] %}
    {% set functions = [
        'abs', 'btrim', 'cast', 'ceil', 'ceiling', 'coalesce', 'concat', 'floor', 'greatest', 'ifnull', 'least', 'left', 'length', 'lower',
        'lpad', 'ltrim', 'md5', 'mod', 'nullif', 'nvl', 'replace', 'right', 'round', 'rpad', 'rtrim', 'split_part', 'strpos', 'substr',
        'substring', 'trim', 'try_cast', 'upper'
    ] %}
    {% set text = expression | string | trim %}
    {% if modules.re.search('["`$@#{}\\\\;?~\\[\\]]|--|/[*]|->|=>|:=|:[^:]*:[^:]*:', text) %}
        {{ return([]) }}
    {% endif %}
    {#- Texts are one sign, and types are left out. -#}
    {% set code = modules.re.sub("'(?:[^']|'')*'", " ' ", text) %}
    {% set code = modules.re.sub('(?i)\\s+as\\s+[a-z][a-z0-9_]*(\\s+precision|\\s+varying)?(\\s*[(][0-9, ]*[)])?\\s*[)]', ')', code) %}
    {% set code = modules.re.sub('(?i)::\\s*[a-z][a-z0-9_]*(\\s*[(][0-9, ]*[)])?', ' ', code) %}
    {% set tokens = modules.re.findall("[A-Za-z_][A-Za-z0-9_]*|[0-9]+(?:[.][0-9]+)?|'|[^\\sA-Za-z0-9_']", code) %}
    {% set unknown = [] %}
    {% for token in tokens %}
        {% set word = token | lower %}
        {% set before, after = (loop.previtem or '(') | lower, (loop.nextitem or ')') | lower %}
        {% if modules.re.match('[a-z_]', word) %}
            {% if word in words_between or after == '(' and word in functions %}
            {% elif after == '(' or not (before in words_between + ['(', ',', '=', '<', '>', '+', '-', '*', '/', '%', '|'])
                or not (after in words_between + [')', ',', '=', '<', '>', '!', '+', '-', '*', '/', '%', '|']) %}
                {{ return([]) }}
            {% elif word not in columns and word not in known_without_table
                and not modules.re.match('_|raw_|declared_|current_|session_|system_|utc_', word) %}
                {% do unknown.append(token) %}
            {% endif %}
        {% elif not modules.re.match("[0-9'(),=<>!+*/%|-]", token) %}
            {{ return([]) }}
        {% endif %}
    {% endfor %}
    {{ return(unknown | unique | list) }}
{% endmacro %}

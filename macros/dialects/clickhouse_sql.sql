{% macro clickhouse_sql(query) %}
    {#-
        A query as ClickHouse has to be given it. Of a join, `select orders.day` is a column `day` there only where no other joined
        table has a column of that name, and else one that is called `orders.day`: each such item of a select gets its name. The
        items are found line by line, one to a line, as this package writes them. And `chr` is called `char`,
        a count has no sign, which no type has in common with whole numbers that have one, and what is divided by null is divided by
        the zero that is stored there, which no decimal can hold.
    -#}
    {%- set is_list = {0: false} -%}
    {%- set at = namespace(depth=0) -%}
    {%- set lines = [] -%}
    {%- for line in query.splitlines() -%}
        {%- set code = modules.re.sub("'(?:[^'\\\\]|\\\\.|'')*'", "''", line).split('--')[0].strip() -%}
        {%- set first = code.split(' ')[0] -%}
        {%- if first == 'select' -%}
            {%- do is_list.update({at.depth: true}) -%}
        {%- elif first in ['from', 'where', 'group', 'having', 'order', 'union'] -%}
            {%- do is_list.update({at.depth: false}) -%}
        {%- endif -%}
        {%- if is_list[at.depth] and '.' in code and modules.re.match('^[a-z_0-9]+[.][a-z_0-9]+,?$', code) -%}
            {%- do lines.append(modules.re.sub('[.]([a-z_0-9]+)(,?)$', '.\\1 as \\1\\2', line.rstrip())) -%}
        {%- else -%}
            {%- do lines.append(line) -%}
        {%- endif -%}
        {%- for character in modules.re.findall('[()]', code) -%}
            {%- set at.depth = at.depth + (1 if character == '(' else -1) -%}
            {%- if character == '(' -%}
                {%- do is_list.update({at.depth: modules.re.search('[(]select( distinct)?$', code) is not none}) -%}
            {%- endif -%}
        {%- endfor -%}
    {%- endfor -%}
    {%- set sql = modules.re.sub('\\bchr[(]', 'char(', lines | join('\n')) -%}
    {#- A whole number of more than 32 bits has no type in common with a double. -#}
    {%- set sql = modules.re.sub(' then ([0-9]{10,}) end', ' then \\1. end', sql) -%}
    {%- set inside = namespace(parentheses='[^()]*') -%}
    {%- for _ in range(8) -%}
        {%- set inside.parentheses = '[^()]*(?:[(]' ~ inside.parentheses ~ '[)][^()]*)*' -%}
    {%- endfor -%}
    {%- set parentheses = '[(]' ~ inside.parentheses ~ '[)]' -%}
    {%- set sql = modules.re.sub(
        '\\b((?:count|sum|row_number|rank)' ~ parentheses ~ '(?:\\s*over\\s*' ~ parentheses ~ ')?)', '(\\1 - 0)', sql
    ) -%}
    {{ return(modules.re.sub(
        '\\bnullif[(]((?:[^(),]|[(](?:[^()]|[(][^()]*[)])*[)])*), 0[)]',
        'if(ifNull(\\1, 0) = 0, null, if(ifNull(\\1, 0) = 0, 1, \\1))',
        sql
    )) }}
{% endmacro %}

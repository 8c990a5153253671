{% macro clickhouse_sql(query) %}
    {#-
        A query as ClickHouse has to be given it, so that it means what it means elsewhere. Comments and texts stay as they are.
        - Of a join, `select orders.day` is a column `day` there only where no other joined table has a column of that name, and
          else one that is called `orders.day`: each such item of a select, one to a line, gets its name.
        - A quotient of decimals has no more decimals than the dividend: it is one of doubles. What is divided by null is divided by
          the zero that is stored there, which no decimal can hold: a column that divides is 1 where it is null.
        - A cast to a decimal cuts decimals off, also of a double that was rounded: it rounds as a decimal.
        - lag and lead of what can't be null find 0 where there is no row.
        - A count has no sign, and whole numbers without and with one have no type in common, nor have large ones and doubles.
    -#}
    {%- set tokens = modules.re.split("('(?:[^'\\\\]|\\\\.|'')*'|/[*].*?[*]/|--[^\\n]*|`[^`]*`|\"[^\"]*\")", query, flags=modules.re.DOTALL) -%}
    {%- set texts = tokens[1::2] -%}
    {%- set mark = '\x01' -%}
    {%- set sql = api_call_volume.clickhouse_names(tokens[0::2] | join(mark)) -%}

    {%- set inside = namespace(parentheses='[^()]*') -%}
    {%- for _ in range(8) -%}
        {%- set inside.parentheses = '[^()]*(?:[(]' ~ inside.parentheses ~ '[)][^()]*)*' -%}
    {%- endfor -%}
    {%- set parentheses = '[(]' ~ inside.parentheses ~ '[)]' -%}
    {%- set sql = modules.re.sub('\\bchr[(]', 'char(', sql) -%}
    {%- set sql = modules.re.sub(' then ([0-9]{10,}) end', ' then \\1. end', sql) -%}
    {%- set sql = modules.re.sub('\\b(lag|lead)[(]([a-z_.]+)[)]', '\\1(toNullable(\\2))', sql) -%}
    {%- set sql = modules.re.sub(
        '\\b((?:count|sum|row_number|rank)' ~ parentheses ~ '(?:\\s*over\\s*' ~ parentheses ~ ')?)', '(\\1 - 0)', sql
    ) -%}
    {%- set sql = modules.re.sub(
        '\\bnullif[(]((?:[^(),]|' ~ parentheses ~ ')*), 0[)]', 'if(ifNull(\\1, 0) = 0, null, if(ifNull(\\1, 0) = 0, 1, \\1))', sql
    ) -%}
    {%- set sql = modules.re.sub('(?<=\\s/)(\\s+)(?!case\\b)([a-z_][a-z_0-9.]*)(?![a-z_0-9.(])', '\\1if(isNull(\\2), null, ifNull(\\2, 1))', sql) -%}
    {%- set sql = modules.re.sub('(\\s)/(\\s)', '\\1/ toFloat64(1) /\\2', sql) -%}
    {%- set sql = api_call_volume.clickhouse_rounded_casts(sql) -%}

    {%- set parts = sql.split(mark) -%}
    {%- set joined = [parts[0]] -%}
    {%- for part in parts[1:] -%}
        {%- do joined.extend([texts[loop.index0], part]) -%}
    {%- endfor -%}
    {{ return(joined | join) }}
{% endmacro %}

{% macro clickhouse_names(sql) %}
    {#- The items of selects that are a table and a column, with the name of the column. -#}
    {%- set is_list = {0: false} -%}
    {%- set at = namespace(depth=0) -%}
    {%- set lines = [] -%}
    {%- for line in sql.splitlines() -%}
        {%- set code = line.strip() -%}
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
    {{ return(lines | join('\n')) }}
{% endmacro %}

{% macro clickhouse_rounded_casts(sql) %}
    {#- Casts to a decimal, with what they cast rounded to its places. -#}
    {%- set opened = [] -%}
    {%- set inserted = [] -%}
    {%- for parenthesis in modules.re.finditer('[()]', sql) -%}
        {%- set at = parenthesis.start() -%}
        {%- if sql[at] == '(' -%}
            {%- do opened.append(at) -%}
        {%- elif opened -%}
            {%- set start = opened.pop() -%}
            {%- if sql[[start - 4, 0] | max:start] == 'cast' -%}
                {%- set ending = modules.re.search('\\s+as\\s+[Dd]ecimal[(][0-9]+, *([0-9]+)[)]\\s*$', sql[[start, at - 60] | max:at]) -%}
                {%- if ending -%}
                    {%- do inserted.append([start + 1, 'round(cast(']) -%}
                    {%- do inserted.append([at - (ending.end() - ending.start()), ' as Decimal(76, 18)), ' ~ ending.group(1) ~ ')']) -%}
                {%- endif -%}
            {%- endif -%}
        {%- endif -%}
    {%- endfor -%}
    {%- set parts = [] -%}
    {%- set last = namespace(at=0) -%}
    {%- for at, text in inserted | sort -%}
        {%- do parts.extend([sql[last.at:at], text]) -%}
        {%- set last.at = at -%}
    {%- endfor -%}
    {%- do parts.append(sql[last.at:]) -%}
    {{ return(parts | join) }}
{% endmacro %}

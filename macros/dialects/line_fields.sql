{% macro line_fields(relation, pattern, fields, text='element', readable='line_is_readable') %}
    {#-
        The rows of `relation` (a CTE with a column `text`), with the part of the line that each group of `pattern` matches,
        in order, under the names in `fields`; null where a group matches nothing. `readable` names a column that is
        false where the text is not such a line. A text that begins like a JSON object is none, unless the pattern does:
        words of a wrapper without blanks could be taken for those of a line.
    -#}
    {%- if not modules.re.match('[\\^]?([(]([?]:)?)*([\\\\]|[\\[])?[{]', pattern) -%}
        {%- set text = "case when " ~ text ~ " not like chr(123) || '%' then " ~ text ~ ' end' -%}
    {%- endif -%}
    {{ return(adapter.dispatch('line_fields', 'api_call_volume')(relation, pattern, fields, text, readable)) }}
{% endmacro %}

{% macro default__line_fields(relation, pattern, fields, text, readable) %}
    {{ return(api_call_volume.not_supported('line_fields')) }}
{% endmacro %}

{% macro duckdb__line_fields(relation, pattern, fields, text, readable) %}
    select
        {{ relation }}.* exclude (line_values),
        {%- for field in fields %}
        nullif(line_values.{{ field }}, '') as {{ field }},
        {%- endfor %}
        coalesce(line_values.{{ fields | join(" <> '' or line_values.") }} <> '', false) as {{ readable }}
    from (
        select
            *,
            regexp_extract({{ text }}, '{{ pattern }}', ['{{ fields | join("', '") }}']) as line_values
        from {{ relation }}
    ) as {{ relation }}
{% endmacro %}

{% macro postgres__line_fields(relation, pattern, fields, text, readable) %}
    select
        {{ relation }}.*,
        {%- for field in fields %}
        line.line_values[{{ loop.index }}] as {{ field }},
        {%- endfor %}
        line.line_values is not null as {{ readable }}
    from {{ relation }}
    cross join lateral (
        select regexp_match({{ text }}, '{{ pattern }}') as line_values limit all offset 0
    ) as line
{% endmacro %}

{% macro spark__line_fields(relation, pattern, fields, text, readable) %}
    {#- One replacement for all parts: a call for each part would match the pattern once per part. -#}
    {%- set parts = [] -%}
    {%- for field in fields -%}
        {%- do parts.append('$' ~ loop.index) -%}
    {%- endfor -%}
    {%- set pattern = api_call_volume.java_pattern(pattern) -%}
    select
        {{ relation }}.* except (line_values),
        {%- for field in fields %}
        nullif(line_values[{{ loop.index0 }}], '') as {{ field }},
        {%- endfor %}
        line_values is not null as {{ readable }}
    from (
        select
            *,
            case
                when ({{ text }}) rlike '{{ pattern }}'
                    then split(regexp_replace({{ text }}, '{{ pattern }}(?s:.*)', '{{ parts | join('\\u001f') }}'), '\\u001f')
            end as line_values
        from {{ relation }}
    ) as {{ relation }}
{% endmacro %}

{#-
    The pattern with only the given group capturing, for functions that return the text of one group. Without
    `number`: a list of the numbers that the capturing groups have among all parentheses.
-#}
{% macro pattern_of_group(pattern, number=none) %}
    {%- set state = namespace(parts=[], groups=0, parentheses=0, bracket=none, is_escaped=false, numbers=[]) -%}
    {%- for character in pattern -%}
        {%- set state.part = character -%}
        {%- if state.is_escaped -%}
            {%- set state.is_escaped = false -%}
        {%- elif character == '\\' -%}
            {%- set state.is_escaped = true -%}
        {%- elif state.bracket is not none -%}
            {#- A closing bracket right after the opening one, or after its ^, is a literal. -#}
            {%- if character == ']' and pattern[state.bracket:loop.index0] not in ['[', '[^'] -%}
                {%- set state.bracket = none -%}
            {%- endif -%}
        {%- elif character == '[' -%}
            {%- set state.bracket = loop.index0 -%}
        {%- elif character == '(' -%}
            {%- set state.parentheses = state.parentheses + 1 -%}
            {%- if pattern[loop.index0:].startswith('(?:') is false -%}
                {%- set state.groups = state.groups + 1 -%}
                {%- do state.numbers.append(state.parentheses) -%}
                {%- set state.part = '(' if state.groups == number else '(?:' -%}
            {%- endif -%}
        {%- endif -%}
        {%- do state.parts.append(state.part) -%}
    {%- endfor -%}
    {{ return(state.numbers if number is none else state.parts | join) }}
{% endmacro %}

{% macro snowflake__line_fields(relation, pattern, fields, text, readable) %}
    {%- set numbers = api_call_volume.pattern_of_group(pattern) -%}
    select
        {{ relation }}.*,
        {%- for field in fields %}
        nullif(
            regexp_substr({{ text }}, '{{ api_call_volume.snowflake_pattern(pattern) }}', 1, 1, 'e', {{ numbers[loop.index0] }}), ''
        ) as {{ field }},
        {%- endfor %}
        coalesce({{ api_call_volume.regexp_matches_text(text, pattern) }}, false) as {{ readable }}
    from {{ relation }}
{% endmacro %}

{% macro bigquery__line_fields(relation, pattern, fields, text, readable) %}
    select
        {{ relation }}.*,
        {%- for field in fields %}
        nullif(regexp_extract({{ text }}, r'{{ api_call_volume.pattern_of_group(pattern, loop.index) }}'), '') as {{ field }},
        {%- endfor %}
        coalesce({{ api_call_volume.regexp_matches_text(text, pattern) }}, false) as {{ readable }}
    from {{ relation }}
{% endmacro %}

{% macro redshift__line_fields(relation, pattern, fields, text, readable) %}
    select
        {{ relation }}.*,
        {%- for field in fields %}
        {%- set pattern_of_field = api_call_volume.with_doubled_backslashes(api_call_volume.pattern_of_group(pattern, loop.index)) %}
        nullif(regexp_substr({{ text }}, '{{ pattern_of_field }}', 1, 1, 'ep'), '') as {{ field }},
        {%- endfor %}
        coalesce({{ api_call_volume.regexp_matches_text(text, pattern) }}, false) as {{ readable }}
    from {{ relation }}
{% endmacro %}

{% macro trino__line_fields(relation, pattern, fields, text, readable) %}
    select
        {{ relation }}.*,
        {%- for field in fields %}
        nullif(regexp_extract({{ text }}, '{{ api_call_volume.trino_pattern(pattern) }}', {{ loop.index }}), '') as {{ field }},
        {%- endfor %}
        coalesce({{ api_call_volume.regexp_matches_text(text, pattern) }}, false) as {{ readable }}
    from {{ relation }}
{% endmacro %}

{% macro clickhouse__line_fields(relation, pattern, fields, text, readable) %}
    select
        {{ relation }}.* except (line_values),
        {%- for field in fields %}
        nullif({{ relation }}.line_values[{{ loop.index }}], '') as {{ field }},
        {%- endfor %}
        notEmpty({{ relation }}.line_values) as {{ readable }}
    from (
        select
            *,
            extractGroups(ifNull({{ text }}, ''), '{{ api_call_volume.clickhouse_pattern(pattern) }}') as line_values
        from {{ relation }}
    ) as {{ relation }}
{% endmacro %}

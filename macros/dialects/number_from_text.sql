{% macro number_from_text(expression) %}
    {#- The text as a number (8-byte float); null where it is not one, is infinite or has more than 18 digits. -#}
    {{ return(adapter.dispatch('number_from_text', 'api_call_volume')(expression)) }}
{% endmacro %}

{% macro default__number_from_text(expression) %}
    {{ return(api_call_volume.not_supported('number_from_text')) }}
{% endmacro %}

{% macro postgres__number_from_text(expression) %}
    case
        when trim({{ expression }}) ~ '^[-+]?[0-9]{1,18}([.][0-9]{0,18})?$'
            then cast(trim({{ expression }}) as double precision)
    end
{% endmacro %}

{% macro duckdb__number_from_text(expression) %}
    case when isfinite(try_cast({{ expression }} as double)) then try_cast({{ expression }} as double) end
{% endmacro %}

{% macro spark__number_from_text(expression) %}
    {#- A cast alone would accept all that Java accepts as a number: 1d, 1f. -#}
    case
        when
            trim({{ expression }}) rlike '^[-+]?([0-9]+[.]?[0-9]*|[.][0-9]+)([eE][-+]?[0-9]+)?$'
            and abs(cast(trim({{ expression }}) as double)) < cast('infinity' as double)
            then cast(trim({{ expression }}) as double)
    end
{% endmacro %}

{#- Matches only finite numbers, for warehouses whose casts also accept words and hexadecimal numbers. -#}
{% macro number_pattern() %}
    {{ return('^[-+]?[0-9]{1,18}([.][0-9]*)?([eE][-+]?[0-9]{1,2})?$') }}
{% endmacro %}

{% macro snowflake__number_from_text(expression) %}
    case
        when regexp_like(trim({{ expression }}), '{{ api_call_volume.number_pattern() }}')
            then try_cast(trim({{ expression }}) as double)
    end
{% endmacro %}

{% macro bigquery__number_from_text(expression) %}
    case
        when regexp_contains(trim({{ expression }}, ' '), '{{ api_call_volume.number_pattern() }}')
            then safe_cast(trim({{ expression }}, ' ') as float64)
    end
{% endmacro %}

{% macro redshift__number_from_text(expression) %}
    case
        when trim({{ expression }}) ~ '{{ api_call_volume.number_pattern() }}'
            then cast(trim({{ expression }}) as double precision)
    end
{% endmacro %}

{% macro trino__number_from_text(expression) %}
    case
        when regexp_like(trim({{ expression }}), '{{ api_call_volume.number_pattern() }}')
            then try_cast(trim({{ expression }}) as double)
    end
{% endmacro %}

{% macro integer_from_text(expression) %}
    {#- The text as a whole number (a bigint, exact to its last digit); null where it is not one, or may not fit. -#}
    {{ return(adapter.dispatch('integer_from_text', 'api_call_volume')(expression)) }}
{% endmacro %}

{% macro default__integer_from_text(expression) %}
    {{ return(api_call_volume.not_supported('integer_from_text')) }}
{% endmacro %}

{% macro duckdb__integer_from_text(expression) %}
    case when regexp_full_match(trim({{ expression }}), '-?[0-9]{1,19}') then try_cast(trim({{ expression }}) as bigint) end
{% endmacro %}

{% macro postgres__integer_from_text(expression) %}
    case
        when trim({{ expression }}) ~ '^-?[0-9]{1,18}$' or trim({{ expression }}) ~ '^-?[0-8][0-9]{18}$'
            then cast(trim({{ expression }}) as bigint)
    end
{% endmacro %}

{% macro spark__integer_from_text(expression) %}
    case when trim({{ expression }}) rlike '^-?[0-9]{1,19}$' then try_cast(trim({{ expression }}) as bigint) end
{% endmacro %}

{% macro snowflake__integer_from_text(expression) %}
    case
        when regexp_like(trim({{ expression }}), '-?([0-9]{1,18}|[0-8][0-9]{18})')
            then try_cast(trim({{ expression }}) as bigint)
    end
{% endmacro %}

{% macro bigquery__integer_from_text(expression) %}
    case
        when regexp_contains(trim({{ expression }}, ' '), '^-?[0-9]{1,19}$')
            then safe_cast(trim({{ expression }}, ' ') as int64)
    end
{% endmacro %}

{% macro trino__integer_from_text(expression) %}
    case
        when regexp_like(trim({{ expression }}), '^-?[0-9]{1,19}$')
            then try_cast(trim({{ expression }}) as bigint)
    end
{% endmacro %}

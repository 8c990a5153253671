{% macro number_from_text(expression) %}
    {#- The text as a number (8-byte float); null where it is not one, is infinite or has over 18 digits. -#}
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
    {#- A cast alone would take what Java takes for a number: 1d, 1f. -#}
    case
        when
            trim({{ expression }}) rlike '^[-+]?([0-9]+[.]?[0-9]*|[.][0-9]+)([eE][-+]?[0-9]+)?$'
            and abs(cast(trim({{ expression }}) as double)) < cast('infinity' as double)
            then cast(trim({{ expression }}) as double)
    end
{% endmacro %}

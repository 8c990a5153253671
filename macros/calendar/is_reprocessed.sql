{% macro is_reprocessed(date) %}
    {#- Whether a date is one of those that reprocess_from and reprocess_to name. -#}
    {{ return(
        '(' ~ date ~ " between cast('" ~ var('reprocess_from') ~ "' as date) and cast('" ~ var('reprocess_to') ~ "' as date))"
    ) }}
{% endmacro %}

{% macro is_reprocessed(date) %}
    {#- A predicate: a date is between reprocess_from and reprocess_to, both included. -#}
    {{ return(
        '(' ~ date ~ " between cast('" ~ var('reprocess_from') ~ "' as " ~ api_call_volume.type_date() ~ ") and cast('" ~ var('reprocess_to') ~ "' as " ~ api_call_volume.type_date() ~ "))"
    ) }}
{% endmacro %}

{% macro build_command(vars=none, full_refresh=false) %}
    {#- The command that builds the package's models, with `vars` such as `reprocess_from: ..., reprocess_to: ...`. -#}
    {{ return(
        'dbt build ' ~ ('--full-refresh ' if full_refresh) ~ '--select package:api_call_volume'
        ~ (' --vars "{' ~ vars ~ '}"' if vars)
    ) }}
{% endmacro %}

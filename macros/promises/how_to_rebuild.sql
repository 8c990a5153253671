{% macro how_to_rebuild() %}
    {#- What to do where tables of the same calls disagree: the next run builds what a killed or partial run did not. -#}
    {{ return(
        'Run ' ~ api_call_volume.build_command() ~ ', which builds whatever is behind. If the test fails again, something '
        ~ 'other than dbt has changed a table: run ' ~ api_call_volume.build_command(full_refresh=true)
    ) }}
{% endmacro %}

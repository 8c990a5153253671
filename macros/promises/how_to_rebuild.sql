{% macro how_to_rebuild() %}
    {#- What to do where tables that are made of the same calls disagree: the next run builds what a killed or partial one left. -#}
    {{ return(
        'Run ' ~ api_call_volume.build_command() ~ ', which builds what is behind. If this fails again, a table was '
        ~ 'changed by something other than dbt: run ' ~ api_call_volume.build_command(full_refresh=true)
    ) }}
{% endmacro %}

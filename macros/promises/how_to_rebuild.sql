{% macro how_to_rebuild() %}
    {#-
        What to do where tables of the same calls disagree: the next run builds what a killed or partial run did not. A
        full refresh stops where it would lose rows (see check_full_refresh).
    -#}
    {{ return(
        'Run ' ~ api_call_volume.build_command() ~ ', which builds whatever is behind. If the test fails again, something '
        ~ 'other than dbt has changed a table. Where raw still has all rows (if it has not, the command says so and changes nothing), run ' ~ api_call_volume.build_command(full_refresh=true)
    ) }}
{% endmacro %}

{% macro load_times_version(loaded_at='loaded_at', rows='1') %}
    {#-
        The load times of several rows as one number, to be summed: equal sums mean the same load times, to the second.
        Plain arithmetic, since a hash may change with the version of a warehouse, and this number is compared with one
        that was stored. `rows` is SQL: how many raw rows have this load time.
    -#}
    {% set seconds = 'coalesce(' ~ (api_call_volume.epoch_seconds(loaded_at) | trim) ~ ', 0)' %}
    {{ return(
        'cast(' ~ rows ~ ' * mod(' ~ seconds ~ ', 46337) * mod(' ~ seconds ~ ', 46327) as ' ~ dbt.type_bigint() ~ ')'
    ) }}
{% endmacro %}

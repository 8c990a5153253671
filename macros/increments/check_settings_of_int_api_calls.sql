{% macro check_settings_of_int_api_calls() %}
    {#-
        For int_raw_inventory: raises an error where the run does not build the views through which raw is read, and one
        of them was made under other settings than those of the run. The inventory would say that its rows were read under the
        new ones, so that no later run would read them again. One query, in runs that leave a view out.
    -#}
    {% set view = ref('int_api_calls') %}
    {% set views = ['int_api_calls'] + (['stg_columns__api_calls'] if 'columns' in api_call_volume.declared_stagings() else []) %}
    {% set left_out = [] %}
    {% for name in views if ('model.api_call_volume.' ~ name) not in selected_resources %}
        {% do left_out.append(name) %}
    {% endfor %}
    {% if left_out and api_call_volume.is_being_built() %}
        {%- set query -%}
            select settings_version
            from {{ view }}
            where settings_version <> '{{ api_call_volume.settings_version() }}'
            limit 1
        {%- endset -%}
        {% if api_call_volume.result_of(query).rows | length > 0 %}
            {{ exceptions.raise_compiler_error(
                'api_call_volume: int_raw_inventory reads raw through ' ~ views | join(' and ') ~ ', and not all of this was made under the settings of '
                ~ 'this run, which leaves out ' ~ left_out | join(' and ') ~ '. The inventory was not changed.\n'
                ~ '  What to do: `' ~ api_call_volume.build_command() ~ '`.'
            ) }}
        {% endif %}
    {% endif %}
{% endmacro %}

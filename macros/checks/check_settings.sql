{% macro check_settings() %}
    {#-
        Runs before any model, and stops the run at the first wrong setting, with its name, what is wrong and what to
        write. A declaration that is wrong in itself stops dbt even earlier, while it parses and the models read it.
    -#}
    {% do api_call_volume.check_connection() %}
    {% do api_call_volume.check_setting_names() %}
    {% do api_call_volume.check_model_names() %}
    {% do api_call_volume.check_sample() %}
    {% do api_call_volume.check_limits() %}
    {% do api_call_volume.check_call_measures() %}
    {% do api_call_volume.check_call_dimensions() %}
    {% do api_call_volume.check_time_zone() %}
    {% set built_names = '.' ~ selected_resources | join('.') ~ '.' %}
    {% if execute and not api_call_volume.api_call_sources(only_read=false) %}
        {#- A project may use the generic tests alone. -#}
        {% if '.api_call_volume.' in built_names or not selected_resources %}
            {% do api_call_volume.settings_error(
                'api_call_sources',
                'no source is declared, or the package does not see it: its vars belong under `vars: api_call_volume:`.',
                'a list of sources, each with `name`, `format` and `source` or `ref`; or `use_sample_data: true`, to build the sample.'
            ) %}
        {% endif %}
        {{ return('') }}
    {% endif %}
    {% do api_call_volume.look_up_columns(
        api_call_volume.api_call_sources() + api_call_volume.engagement_sources().values() | list + [
            api_call_volume.attribute_relation('accounts'), api_call_volume.attribute_relation('integrations'),
            api_call_volume.quotas_relation(), api_call_volume.billing_periods_relation(), api_call_volume.rate_card_relation(),
            api_call_volume.closings_relation()
        ]
    ) %}
    {% for source in api_call_volume.policies_of_all(api_call_volume.api_call_sources()) %}
        {% if source.line_pattern %}
            {% do api_call_volume.declared_line(source) %}
        {% endif %}
        {% if source.route_templates_relation %}
            {% do api_call_volume.check_relation_exists(source.setting ~ '.route_templates_relation', source.route_templates_relation) %}
            {% if not api_call_volume.is_built_later(source.route_templates_relation) %}
                {% do api_call_volume.route_templates(source) %}
            {% endif %}
        {% endif %}
        {% set relation = api_call_volume.declared_relation(source) %}
        {% do api_call_volume.check_relation_exists(source.setting ~ ('.source' if source.source else '.ref'), source) %}
        {% set is_built_later = api_call_volume.is_built_later(source) %}
        {% do api_call_volume.check_source_columns(
            source, relation, api_call_volume.raw_columns(relation, keep=not is_built_later)
        ) %}
        {% if not is_built_later %}
            {% do api_call_volume.source_types(source, relation, api_call_volume.raw_columns(relation)) %}
            {% do api_call_volume.check_remembered_columns(source, relation) if not source.policy_until %}
        {% endif %}
    {% endfor %}
    {% do api_call_volume.check_excluded_calls_where() %}
    {% do api_call_volume.check_closing() %}
    {% do api_call_volume.check_other_inputs() %}
    {% do api_call_volume.check_sources_differ() %}
    {% do api_call_volume.rename_sources() %}
    {% do api_call_volume.check_full_refresh() %}
    {% do api_call_volume.check_no_rows_were_replaced() %}
{% endmacro %}

{% macro changed_policies() %}
    {#-
        A list of texts, one for each source or engagement input whose policy is not the one under which the existing
        tables were built: which of its settings changed, or that it is no longer declared. A new source or input is
        not a change. Of a source that is not read any more, only the settings of all sources are compared.
    -#}
    {% set relations = [ref('int_raw_inventory')] %}
    {% for staging in api_call_volume.declared_stagings() if staging != 'columns' %}
        {% do relations.append(ref('stg_' ~ staging ~ '__api_calls')) %}
    {% endfor %}
    {% set inputs = {} %}
    {% if api_call_volume.has_engagement_source() %}
        {% for name in api_call_volume.engagement_keys() %}
            {% do inputs.update({name: ref('int_' ~ name)}) %}
        {% endfor %}
    {% endif %}
    {% if not execute %}
        {{ return([]) }}
    {% endif %}

    {% set policies = {} %}
    {% set settings_of_a_source = [
        'format', 'record_column', 'loaded_at_column', 'loaded_at_time_zone', 'epoch_unit', 'columns', 'deduplicate_on', 'where', 'sync_mode'
    ] %}
    {% set not_read = [] %}
    {% for source in api_call_volume.api_call_sources(only_read=false) %}
        {% do policies.update({source.name: api_call_volume.source_policy(source)}) %}
        {% if not source.is_read %}
            {% do not_read.append(source.name) %}
        {% endif %}
    {% endfor %}
    {% set input_policies = {} %}
    {% for name in api_call_volume.engagement_sources() if name in inputs %}
        {% do input_policies.update({name: api_call_volume.engagement_policy(name)}) %}
    {% endfor %}
    {% set kinds = {'source': policies, 'input': input_policies} %}
    {% set queries = [] %}
    {% for kind, relations in {'source': relations, 'input': inputs.values()}.items() %}
        {% for relation in relations if load_relation(relation) is not none %}
            {%- set query -%}
                select distinct
                    cast('{{ kind }}' as {{ dbt.type_string() }}) as kind,
                    source_name,
                    source_policy
                from {{ relation }}
                where source_policy is not null
            {%- endset -%}
            {% do queries.append(query) %}
        {% endfor %}
    {% endfor %}
    {% set changed = [] %}
    {% set rows = run_query(queries | join('\nunion all\n') ~ '\norder by 1 desc, 2, 3').rows if queries else [] %}
    {% for kind, name, policy in rows %}
        {% if name not in kinds[kind] %}
            {% do changed.append(kind ~ ' `' ~ name ~ '` is no longer declared') %}
        {% elif policy != kinds[kind][name] %}
            {% set settings, changed_settings = [], [] %}
            {% for setting in kinds[kind][name].split() if setting not in policy.split() %}
                {% do changed_settings.append(setting) %}
            {% endfor %}
            {#- Some settings are part of a policy only where they are set. -#}
            {% for setting in policy.split() if ' ' ~ setting.split('=')[0] ~ '=' not in ' ' ~ kinds[kind][name] %}
                {% do changed_settings.append(setting) %}
            {% endfor %}
            {% for setting in changed_settings %}
                {% if kind != 'source' or name not in not_read or setting.split('=')[0] not in settings_of_a_source %}
                    {% do settings.append('`' ~ setting.split('=')[0] ~ '`') %}
                {% endif %}
            {% endfor %}
            {% if settings %}
                {% do changed.append(settings | join(', ') ~ ' of ' ~ kind ~ ' `' ~ name ~ '` changed') %}
            {% endif %}
        {% endif %}
    {% endfor %}
    {{ return(changed | unique | list) }}
{% endmacro %}

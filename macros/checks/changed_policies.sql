{% macro changed_policies(read_again, datable) %}
    {#-
        A list of texts, one for each source or engagement input whose policy is not the one under which the existing
        tables were built: which of its settings changed, or that it is no longer declared. A new source or input is
        not a change. Of a source that is not read any more, only the settings of all sources are compared.
        Where a source has `policy_from`, days from then on that were counted under another policy are no such change: the
        run counts them again. Two dictionaries are filled: `read_again`, the name of each such source -> the models with
        such rows -> whether some of them are not rejected; `datable`, the names of sources whose change could be given a
        `policy_from` -> the settings.
    -#}
    {% set raw_inventory = ref('int_raw_inventory') %}
    {% set relations = {'int_raw_inventory': raw_inventory} %}
    {% for staging in api_call_volume.declared_stagings() if staging != 'columns' %}
        {% do relations.update({'stg_' ~ staging ~ '__api_calls': ref('stg_' ~ staging ~ '__api_calls')}) %}
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

    {% set policies, sources, has_policies = {}, {}, [] %}
    {% set changeable = ['columns', 'where', 'deduplicate_on', 'route_templates_relation', 'excluded_calls_where', 'own_keys'] %}
    {% set settings_of_a_source = [
        'format', 'record_column', 'loaded_at_column', 'loaded_at_time_zone', 'epoch_unit', 'columns', 'deduplicate_on', 'where', 'sync_mode',
        'keep_copy', 'cancelled_when', 'allow_negative'
    ] %}
    {% set not_read = [] %}
    {% for source in api_call_volume.api_call_sources(only_read=false) %}
        {% set of_source = [] %}
        {% for policy in api_call_volume.policies_of(source) %}
            {% do of_source.append(api_call_volume.source_policy(policy)) %}
        {% endfor %}
        {% do policies.update({source.name: of_source}) %}
        {% do sources.update({source.name: source}) %}
        {% if source.earlier_policies %}
            {% do has_policies.append(source) %}
        {% endif %}
        {% if not source.is_read %}
            {% do not_read.append(source.name) %}
        {% endif %}
    {% endfor %}
    {% set input_policies = {} %}
    {% for name in api_call_volume.engagement_sources() if name in inputs %}
        {% do input_policies.update({name: [api_call_volume.engagement_policy(name)]}) %}
    {% endfor %}
    {% set kinds = {'source': policies, 'input': input_policies} %}
    {% set queries = [] %}
    {% for kind, relations in {'source': relations, 'input': inputs}.items() %}
        {% for model_name, relation in relations.items() if load_relation(relation) is not none %}
            {%- set day = api_call_volume.inventory_policy_day() if model_name == 'int_raw_inventory' else api_call_volume.policy_day() -%}
            {%- set query -%}
                select distinct
                    cast('{{ kind }}' as {{ dbt.type_string() }}) as kind,
                    cast('{{ model_name }}' as {{ dbt.type_string() }}) as model_name,
                    source_name,
                    source_policy,
                    {% if kind == 'source' and has_policies -%}
                    case source_name
                        {%- for source in has_policies %}
                        when '{{ source.name }}'
                            then {{ api_call_volume.policy_on(day, source, range(source.earlier_policies | length + 1) | list) }}
                        {%- endfor %}
                        else 0
                    end
                    {%- else -%}
                    0
                    {%- endif %} as policy_number,
                    {% if kind == 'source' and has_policies -%}
                    case when {{ "disposition = 'rejected'" if model_name == 'int_raw_inventory' else 'reject_reason is not null' }} then 0 else 1 end
                    {%- else -%}
                    1
                    {%- endif %} as has_calls
                from {{ relation }}
                where source_policy is not null{{ ' and raw_rows is not null' if model_name == 'int_raw_inventory' }}
            {%- endset -%}
            {% do queries.append(query) %}
        {% endfor %}
    {% endfor %}
    {% set changed = [] %}
    {% set rows = api_call_volume.result_of(queries | join('\nunion all\n') ~ '\norder by 1 desc, 3, 4, 5, 6, 2').rows if queries else [] %}
    {% for kind, model_name, name, policy, policy_number, has_calls in rows %}
        {% set declared = kinds[kind].get(name) %}
        {% if not declared %}
            {% do changed.append(kind ~ ' `' ~ name ~ '` is no longer declared') %}
        {% elif policy != declared[policy_number | int] %}
            {% set expected = declared[policy_number | int] %}
            {% set settings, changed_settings = [], [] %}
            {% for setting in expected.split() if setting not in policy.split() %}
                {% do changed_settings.append(setting.split('=')[0]) %}
            {% endfor %}
            {#- Some settings are part of a policy only where they are set. -#}
            {% for setting in policy.split() if ' ' ~ setting.split('=')[0] ~ '=' not in ' ' ~ expected %}
                {% do changed_settings.append(setting.split('=')[0]) %}
            {% endfor %}
            {% for setting in changed_settings %}
                {% if kind != 'source' or name not in not_read or setting not in settings_of_a_source %}
                    {% do settings.append('`' ~ setting ~ '`') if setting != 'own_keys' or changed_settings == ['own_keys'] %}
                {% endif %}
            {% endfor %}
            {% set is_datable = kind == 'source' and name not in not_read and not changed_settings | reject('in', changeable) | list %}
            {% set is_latest = policy_number | int == declared | length - 1 %}
            {% if is_datable and declared | length > 1 and (is_latest or policy in declared) %}
                {% set models_of_source = read_again.setdefault(name, {}) %}
                {% do models_of_source.update({model_name: has_calls | int == 1 or models_of_source.get(model_name, false)}) %}
            {% elif settings %}
                {% do changed.append(
                    settings | join(', ') ~ ' of ' ~ kind ~ ' `' ~ name ~ '` changed'
                    ~ (', which counts calls before ' ~ sources[name].earlier_policies[policy_number | int].policy_until if not is_latest)
                ) %}
                {% do datable.update({name: settings}) if is_datable and declared | length == 1 %}
            {% endif %}
        {% endif %}
    {% endfor %}
    {{ return(changed | unique | list) }}
{% endmacro %}

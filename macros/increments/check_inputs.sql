{% macro check_inputs(inputs) %}
    {#-
        Raises an error where one of the models that a fact is aggregated from is behind the ledger: the fact
        would get the ledger's version without its calls. That happens where this run does not build the
        model, or where another run has changed the ledger since this one built it.
    -#}
    {% for input in inputs %}
        {% set relation = ref(input) %}
        {% set is_built_by_this_run = ('model.api_call_volume.' ~ input) in selected_resources %}
        {% if api_call_volume.is_being_built() and (not is_built_by_this_run or api_call_volume.allows_two_runs_at_once()) %}
            {% set is_fact = input in ['fct_api_calls_daily', 'fct_account_calls_daily'] %}
            {% set keys = ['date_day'] if is_fact else ['source_name', 'loaded_date'] %}
            {% set version = 'data_version' if is_fact else 'load_version' %}
            {%- set due -%}
                {% if is_fact -%}
                select period_start as date_day, data_version as version
                from ({{ api_call_volume.target_periods_query(api_call_volume.fact_versions_query(input)) }}) as days
                {%- else -%}
                {{ api_call_volume.counted_load_versions_query() }}
                {%- endif %}
            {%- endset -%}
            {%- set existing -%}
                select
                    {{ keys | join(', ') }},
                    case when min({{ version }}) = max({{ version }}) then min({{ version }}) else -1 end as version
                from {{ relation }}
                group by {{ keys | join(', ') }}
            {%- endset -%}
            {%- set query -%}
                select count(*) as keys_behind
                from ({{ api_call_volume.version_differences_query(due, existing, keys) }}) as behind
            {%- endset -%}
            {% if api_call_volume.result_of(query).rows[0][0] > 0 %}
                {% set why = (
                    ', but another run has changed the ledger since this run built it. Nothing was changed. '
                    ~ 'Run again when the other run has ended.'
                ) if is_built_by_this_run else (
                    ', which is behind the ledger and is not built by this run. Nothing was changed. '
                    ~ 'Build `+' ~ model.name ~ '`.'
                ) %}
                {{ exceptions.raise_compiler_error('api_call_volume: ' ~ model.name ~ ' is aggregated from ' ~ input ~ why) }}
            {% endif %}
        {% endif %}
    {% endfor %}
{% endmacro %}

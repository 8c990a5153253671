{% macro input_rows_gone_from_raw(names) %}
    {#-
        What a full refresh would lose of the engagement inputs `names`: a list of texts, one for each input of whose rows
        some are not in raw now, or only a later copy of them is. Inputs without a `loaded_at` are current states, which
        keep no history, as are those with `sync_mode: upsert`, but for rows that are older than raw_retention_days; those
        that are no longer declared are not in raw. Rows that only another `where` leaves out are in raw. Where the `columns` of an input changed, rows can't be compared, and their number is. Rows of the sample are
        no history. One query for each input.
    -#}
    {% set texts = [] %}
    {% for name in names %}
        {% set existing = ref('int_' ~ name) %}
        {% set source = api_call_volume.engagement_sources().get(name) %}
        {% set is_readable = source and api_call_volume.is_known_relation(api_call_volume.declared_relation(source)) %}
        {% set is_state = is_readable and api_call_volume.engagement_raw_columns(name).loaded_at == 'null' %}
        {% set time = (api_call_volume.engagement_columns()[name].keys() | list)[1] %}
        {% set is_upserted = (source or {}).get('sync_mode') == 'upsert' %}
        {% set keeps_history = not is_upserted or var('raw_retention_days', none) is not none %}
        {% if execute and not is_state and keeps_history and load_relation(existing) is not none %}
            {% set same_columns = [] %}
            {% for setting in api_call_volume.engagement_policy(name).split() if setting.startswith('columns=') %}
                {% do same_columns.append("source_policy like '%" ~ setting ~ " %'") %}
            {% endfor %}
            {%- set query -%}
                with

                raw_rows as (

                    {{ api_call_volume.engagement_input_query(name, is_readable=is_readable, chosen=false) }}

                ),

                read_rows as (

                    {{ api_call_volume.read_rows_query(name, 'raw_rows', none) }}

                ),

                raw_keys as (
                    select
                        row_key,
                        min({{ time }}) as first_time
                    from read_rows
                    group by row_key
                ),

                compared as (
                    select
                        existing.date_day,
                        case when {{ same_columns[0] if same_columns else '1 = 1' }} then 1 else 0 end as is_comparable,
                        case when raw_keys.row_key is null or raw_keys.first_time > existing.{{ time }} then 1 else 0 end as is_gone
                    from {{ api_call_volume.relation_as(existing, 'existing') }}
                    left join raw_keys on existing.row_key = raw_keys.row_key
                    where existing.date_day is not null
                    {%- if not source %}
                        and existing.loaded_at is not null
                    {%- elif is_upserted %}
                        and not {{ api_call_volume.is_within_retention('existing.loaded_at') }}
                    {%- endif %}
                )

                select
                    count(*) as existing_rows,
                    sum(is_gone) as rows_gone,
                    min(case when is_gone = 1 then date_day end) as first_date,
                    max(case when is_gone = 1 then date_day end) as last_date,
                    min(is_comparable) as is_comparable,
                    (select count(*) from raw_keys) as raw_rows
                from compared
            {%- endset -%}
            {% for existing_rows, rows_gone, first_date, last_date, is_comparable, raw_rows in api_call_volume.result_of(query).rows if existing_rows %}
                {% set gone = rows_gone | int if is_comparable else existing_rows | int - raw_rows | int %}
                {% if gone > 0 %}
                    {% do texts.append(
                        'Input `' ~ name ~ '`' ~ (' (not declared)' if not source)
                        ~ (', dated from ' ~ first_date ~ ' to ' ~ last_date if is_comparable) ~ ': ' ~ gone ~ ' of ' ~ existing_rows | int ~ ' rows.'
                    ) %}
                {% endif %}
            {% endfor %}
        {% endif %}
    {% endfor %}
    {#- Where the sample is all that was built, and other sources are declared now, its inputs make way for theirs. -#}
    {% set sample_names = api_call_volume.sample_sources() | map(attribute='name') | list %}
    {% set declared_names = api_call_volume.api_call_sources(only_read=false) | map(attribute='name') | list %}
    {% if texts and not sample_names | select('in', declared_names) | list %}
        {% set built_names = api_call_volume.result_of('select distinct source_name from ' ~ ref('int_raw_inventory')).columns[0].values() | list %}
        {% if built_names and not built_names | reject('in', sample_names) | list %}
            {{ return([]) }}
        {% endif %}
    {% endif %}
    {{ return(texts) }}
{% endmacro %}

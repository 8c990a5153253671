{% macro check_raw_is_whole(arrivals) %}
    {#- An error where raw has fewer rows of an arrival that is to be built again than it once had. -#}
    {% if arrivals %}
        {%- set query -%}
            select
                standing.source_name,
                standing.loaded_date,
                standing.raw_rows as rows_received,
                coalesce(raw.raw_rows, 0) as raw_rows
            from (
                select source_name, loaded_date, sum(raw_rows) as raw_rows
                from {{ ref('int_api_call_arrivals') }}
                group by source_name, loaded_date
            ) as standing
            inner join (
                {{ api_call_volume.literal_rows(arrivals, {'source_name': dbt.type_string(), 'loaded_date': 'date'}) }}
            ) as arrivals
                on standing.source_name = arrivals.source_name and standing.loaded_date = arrivals.loaded_date
            left join (
                select source_name, loaded_date, count(*) as raw_rows
                from {{ ref('int_api_calls') }}
                where {{ api_call_volume.in_arrivals(arrivals) }}
                group by source_name, loaded_date
            ) as raw
                on standing.source_name = raw.source_name and standing.loaded_date = raw.loaded_date
            where coalesce(raw.raw_rows, 0) < standing.raw_rows
            order by 1, 2
        {%- endset -%}
        {% for row in run_query(query).rows[:1] %}
            {{ exceptions.raise_compiler_error(
                'api_call_volume: ' ~ model.name ~ ' has to build again what source ' ~ row[0] ~ ' loaded on ' ~ row[1]
                ~ ', since an earlier copy of one of these calls arrived, but raw has only ' ~ row[3] ~ ' of its '
                ~ row[2] ~ ' rows left. Nothing was changed. Put the rows back, or set `raw_retention_days` to fewer '
                ~ 'days than raw keeps its rows, so that such late copies are not counted.'
            ) }}
        {% endfor %}
    {% endif %}
{% endmacro %}

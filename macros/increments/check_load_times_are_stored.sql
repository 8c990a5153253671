{% macro check_load_times_are_stored(load_dates) %}
    {#-
        Raises an error where all rows of a source have one load time, and that is up to half an hour after the start of the run:
        such a time is computed when raw is read, so it is another one at each read, and no row of the inventory is found again.
        A later one may be a local time (see the promise no_load_time_is_in_the_future). Asks the inventory of this run; nothing
        where no load date is to be searched (`load_dates`; none means all).
    -#}
    {% if load_dates != [] and api_call_volume.is_being_built() %}
        {%- set query -%}
            select
                source_name,
                min(first_loaded_at) as only_loaded_at
            from {{ ref('int_raw_inventory') }}
            where raw_rows is not null
            group by source_name
            having
                count(*) = count(first_loaded_at)
                and min(first_loaded_at) >= {{ api_call_volume.now() }}
                and min(first_loaded_at) < {{ api_call_volume.timestamp_plus('minute', 30, api_call_volume.now()) }}
                and min(first_loaded_at) = max(last_loaded_at)
            order by source_name
        {%- endset -%}
        {% for name, loaded_at in api_call_volume.result_of(query).rows %}
            {{ exceptions.raise_compiler_error(
                'api_call_volume: all rows of source `' ~ name ~ '` have one load time, ' ~ loaded_at
                ~ ', and this run began before it. A view that computes it (such as `current_timestamp as loaded_at`) gives '
                ~ 'another one at each read, so that no row can be found again. No call was counted.\n'
                ~ '  What to do: store the time at which a row is loaded, or name a time that a row keeps in `loaded_at_column`; then '
                ~ 'build with `--full-refresh`, since the inventory has the load times of this run. If the rows were loaded just now, '
                ~ 'run again.'
            ) }}
        {% endfor %}
    {% endif %}
{% endmacro %}

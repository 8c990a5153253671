{% macro time_zone_exists(time_zone) %}
    {#- Whether the warehouse knows a time zone of this name. -#}
    {% if time_zone | upper == 'UTC' %}
        {{ return(true) }}
    {% endif %}
    {{ return(adapter.dispatch('time_zone_exists', 'api_call_volume')(time_zone)) }}
{% endmacro %}

{#- A warehouse without a list of time zones knows the IANA names. -#}
{% macro default__time_zone_exists(time_zone) %}
    {{ return(time_zone in modules.pytz.all_timezones) }}
{% endmacro %}

{% macro duckdb__time_zone_exists(time_zone) %}
    {% set found = run_query("select count(*) from pg_timezone_names() where name = '" ~ time_zone ~ "'") %}
    {{ return(found.columns[0].values()[0] > 0) }}
{% endmacro %}

{% macro postgres__time_zone_exists(time_zone) %}
    {{ return(api_call_volume.duckdb__time_zone_exists(time_zone)) }}
{% endmacro %}

{% macro spark__time_zone_exists(time_zone) %}
    {% set found = run_query("select java_method('java.time.ZoneId', 'getAvailableZoneIds')") %}
    {{ return(time_zone in found.columns[0].values()[0][1:-1].split(', ')) }}
{% endmacro %}

{#- Redshift has pg_timezone_names, but no query can select from it. -#}
{% macro redshift__time_zone_exists(time_zone) %}
    {{ return(api_call_volume.default__time_zone_exists(time_zone)) }}
{% endmacro %}

{#- Databricks SQL warehouses can't call Java methods. -#}
{% macro databricks__time_zone_exists(time_zone) %}
    {{ return(api_call_volume.default__time_zone_exists(time_zone)) }}
{% endmacro %}

{% macro clickhouse__time_zone_exists(time_zone) %}
    {% set found = run_query("select count(*) from system.time_zones where time_zone = '" ~ time_zone ~ "'") %}
    {{ return(found.columns[0].values()[0] > 0) }}
{% endmacro %}

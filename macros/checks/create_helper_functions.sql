{% macro create_helper_functions() %}
    {#- Creates the functions that a warehouse lacks. Runs before the models; the functions are kept between runs. -#}
    {% if execute %}
        {{ return(adapter.dispatch('create_helper_functions', 'api_call_volume')()) }}
    {% endif %}
{% endmacro %}

{% macro default__create_helper_functions() %}
    {{ return('') }}
{% endmacro %}

{% macro postgres__create_helper_functions() %}
    {#-
        Postgres 15 can't tell whether a text is JSON without raising an error. The schema of the profile may be missing
        where all models have schemas of their own. If it exists it is not created, since the user may have no right to
        create schemas.
    -#}
    {%- set body -%}
    begin
        return cast(record as jsonb);
    exception when others then
        return null;
    end
    {%- endset -%}
    {%- set query -%}
        select count(*) as functions
        from pg_catalog.pg_proc
        inner join pg_catalog.pg_namespace on pg_proc.pronamespace = pg_namespace.oid
        where pg_namespace.nspname = '{{ target.schema }}' and proname = 'api_call_volume_try_jsonb' and prosrc = '{{ body }}'
    {%- endset -%}
    {% if run_query(query).rows[0][0] == 0 %}
    {% if not adapter.check_schema_exists(target.database, target.schema) %}
    create schema {{ target.schema }};
    {% endif %}
    create or replace function {{ target.schema }}.api_call_volume_try_jsonb(record text) returns jsonb
    language plpgsql immutable strict parallel safe as $${{ body }}$$
    {% endif %}
{% endmacro %}

{% macro spark__create_helper_functions() %}
    {#- No function, but a check that all of them need: Spark reads and writes timestamps in the time zone of the session. -#}
    {% set time_zone = run_query('select current_timezone()').rows[0][0] %}
    {% if time_zone not in ['UTC', 'Etc/UTC', 'GMT', 'Z', '+00:00'] %}
        {{ exceptions.raise_compiler_error(
            'api_call_volume: the time zone of the Spark session is ' ~ time_zone ~ '.\n'
            ~ '  What to do: in profiles.yml, `server_side_parameters: {"spark.sql.session.timeZone": UTC}`. Spark\'s own Thrift '
            ~ 'server only takes `{"set:spark.sql.session.timeZone": UTC}`.'
        ) }}
    {% endif %}
    {{ return('') }}
{% endmacro %}

{% macro redshift__create_helper_functions() %}
    {{ return('') }}
{% endmacro %}

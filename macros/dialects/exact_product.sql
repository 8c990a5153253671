{% macro exact_product(quantity, price) %}
    {#- A quantity below 10^14 times a price (see type_price), exactly. -#}
    {{ return(adapter.dispatch('exact_product', 'api_call_volume')(quantity, price)) }}
{% endmacro %}

{% macro default__exact_product(quantity, price) %}
    {{ return('cast(' ~ quantity ~ ' as decimal(20, 6)) * cast(' ~ price ~ ' as ' ~ api_call_volume.type_price() ~ ')') }}
{% endmacro %}

{#- The product of two numerics is rounded to nine decimals. -#}
{% macro bigquery__exact_product(quantity, price) %}
    {{ return('cast(' ~ quantity ~ ' as bignumeric) * cast(' ~ price ~ ' as bignumeric)') }}
{% endmacro %}

{#- The type of a price: below 10^9, with nine decimals, which is what every warehouse has. -#}
{% macro type_price() %}
    {{ return('decimal(18, 9)') }}
{% endmacro %}

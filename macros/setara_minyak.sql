{#- Gas as barrels of oil equivalent (BOE), the one place where the factors stand. APBN counts 5,628 MMSCFD as
    1,005 MBOEPD, so 5.6 MSCF make one BOE; at 5.8 MMBTU a barrel (the energy of a standard barrel) this supposes a
    heating value of 1.036 MMBTU per MSCF, which is what Indonesian gas has on average. -#}

{% macro mscf_ke_boe(volume_mscf) -%}
    round({{ volume_mscf }} / 5.6, 3)
{%- endmacro %}

{% macro mmbtu_ke_boe(energi_mmbtu) -%}
    round({{ energi_mmbtu }} / 5.8, 3)
{%- endmacro %}

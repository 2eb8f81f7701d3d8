// Generated from openapi.yaml by scripts/generate-openapi.mjs.
export const spec = {
  "openapi": "3.1.0",
  "info": {
    "title": "ai-governance",
    "version": "1",
    "description": "Scorecards, profiles, attestations and the framework in force.",
    "license": {
      "name": "Apache-2.0",
      "url": "http://www.apache.org/licenses/LICENSE-2.0.html"
    }
  },
  "servers": [
    {
      "url": "/"
    }
  ],
  "components": {
    "securitySchemes": {
      "JWT": {
        "type": "http",
        "scheme": "bearer",
        "bearerFormat": "JWT"
      }
    },
    "parameters": {
      "frameworkVersion": {
        "name": "id",
        "in": "path",
        "required": true,
        "schema": {
          "type": "string",
          "minLength": 1
        }
      },
      "auditFrom": {
        "name": "from",
        "in": "query",
        "description": "A date or an instant.",
        "schema": {
          "type": "string",
          "minLength": 1,
          "maxLength": 40
        }
      },
      "auditUntil": {
        "name": "until",
        "in": "query",
        "description": "A date, which counts to its end, or an instant.",
        "schema": {
          "type": "string",
          "minLength": 1,
          "maxLength": 40
        }
      },
      "kind": {
        "name": "kind",
        "in": "path",
        "required": true,
        "schema": {
          "type": "string",
          "minLength": 1
        }
      },
      "namespace": {
        "name": "namespace",
        "in": "path",
        "required": true,
        "schema": {
          "type": "string",
          "minLength": 1
        }
      },
      "name": {
        "name": "name",
        "in": "path",
        "required": true,
        "schema": {
          "type": "string",
          "minLength": 1
        }
      },
      "limit": {
        "name": "limit",
        "in": "query",
        "description": "Items per page.",
        "schema": {
          "type": "integer",
          "minimum": 1,
          "maximum": 500
        }
      },
      "filter": {
        "name": "filter",
        "in": "query",
        "allowReserved": true,
        "description": "`key=value,key=value` with the keys owner, ownerNested (owned by the group or one below it), kind, type, lifecycle, system, domain, tier, classification, declared, assessable, excluded (the reason why an entity does not count, in the words of `excluded` of a summary), scored (whether it has a score), coverage (assessed, stale or never), stale (whether something is out of date, to be asked beside coverage), level, ownLevel, levelWithoutExceptions, ownProgress (the share of the own controls up to the next own level that is satisfied: under25, under50, under75, under100 or all), name (part of the name or title), control.<id>=<status>, anyControl=<status> (whichever control it is) and openPart.<id>=<entity or group> (what the entity itself, or the group it inherits from, has to close of a control). The value `none` stands for entities without an owner, type, lifecycle, system, domain, level or progress. The domain of an entity is that of its own descriptor, or else its system's; a filter by a domain includes the domains that lie in it. A comma inside a value is written `\\,`, a backslash before one `\\\\`.",
        "schema": {
          "type": "array",
          "maxItems": 20,
          "items": {
            "type": "string",
            "minLength": 1,
            "maxLength": 2000
          }
        }
      },
      "from": {
        "name": "from",
        "in": "query",
        "allowReserved": true,
        "description": "Beginning of the span: a date, which counts from its start in the organization's time zone, or an instant. 90 days before its end where absent.",
        "schema": {
          "type": "string",
          "minLength": 1,
          "maxLength": 40
        }
      },
      "to": {
        "name": "to",
        "in": "query",
        "allowReserved": true,
        "description": "End of the span: a date, which counts to its end, or an instant. Now where absent or ahead.",
        "schema": {
          "type": "string",
          "minLength": 1,
          "maxLength": 40
        }
      },
      "cursor": {
        "name": "cursor",
        "in": "query",
        "allowReserved": true,
        "description": "Position returned as nextCursor by the page before.",
        "schema": {
          "type": "string",
          "minLength": 1
        }
      }
    },
    "schemas": {
      "ToolProperty": {
        "type": "string",
        "enum": [
          "enterpriseEndpoint",
          "zeroRetention",
          "onPremises",
          "privacyMode",
          "telemetryOff"
        ]
      },
      "ToolCriteria": {
        "type": "object",
        "additionalProperties": {
          "type": "object",
          "additionalProperties": false,
          "required": [
            "answer"
          ],
          "properties": {
            "answer": {
              "type": "string",
              "minLength": 1,
              "maxLength": 2000
            },
            "link": {
              "type": "string",
              "maxLength": 2000,
              "pattern": "^https?://"
            }
          }
        }
      },
      "ToolRequest": {
        "type": "object",
        "additionalProperties": false,
        "required": [
          "id",
          "name",
          "reason",
          "properties",
          "endpoints",
          "criteria"
        ],
        "properties": {
          "id": {
            "type": "string",
            "maxLength": 64,
            "pattern": "^[a-z0-9][a-z0-9-]*$"
          },
          "name": {
            "type": "string",
            "minLength": 1,
            "maxLength": 200
          },
          "vendor": {
            "type": "string",
            "maxLength": 200
          },
          "owner": {
            "type": "string",
            "maxLength": 255,
            "pattern": "^(user|group):[^/]+/.+$"
          },
          "version": {
            "type": "string",
            "maxLength": 100
          },
          "reason": {
            "type": "string",
            "minLength": 1,
            "maxLength": 4000
          },
          "properties": {
            "type": "object",
            "additionalProperties": false,
            "properties": {
              "enterpriseEndpoint": {
                "type": "boolean"
              },
              "zeroRetention": {
                "type": "boolean"
              },
              "onPremises": {
                "type": "boolean"
              },
              "privacyMode": {
                "type": "boolean"
              },
              "telemetryOff": {
                "type": "boolean"
              }
            }
          },
          "endpoints": {
            "type": "array",
            "maxItems": 100,
            "items": {
              "type": "string",
              "maxLength": 253
            }
          },
          "criteria": {
            "$ref": "#/components/schemas/ToolCriteria"
          }
        }
      },
      "ToolDecision": {
        "type": "object",
        "additionalProperties": false,
        "required": [
          "reason"
        ],
        "properties": {
          "role": {
            "type": "string",
            "maxLength": 64
          },
          "reason": {
            "type": "string",
            "minLength": 1,
            "maxLength": 4000
          },
          "conditions": {
            "type": "array",
            "maxItems": 50,
            "items": {
              "type": "string",
              "minLength": 1,
              "maxLength": 500
            }
          }
        }
      },
      "ToolReview": {
        "type": "object",
        "additionalProperties": false,
        "required": [
          "revision",
          "reason"
        ],
        "properties": {
          "revision": {
            "type": "integer"
          },
          "reason": {
            "type": "string",
            "minLength": 1,
            "maxLength": 4000
          },
          "version": {
            "type": "string",
            "maxLength": 100
          },
          "owner": {
            "type": "string",
            "maxLength": 255,
            "pattern": "^(user|group):[^/]+/.+$"
          },
          "conditions": {
            "type": "array",
            "maxItems": 50,
            "items": {
              "type": "string",
              "minLength": 1,
              "maxLength": 500
            }
          },
          "endpoints": {
            "type": "array",
            "maxItems": 100,
            "items": {
              "type": "string",
              "maxLength": 253
            }
          },
          "lost": {
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/ToolProperty"
            }
          }
        }
      },
      "ToolSignOff": {
        "type": "object",
        "required": [
          "role",
          "by",
          "at",
          "approve",
          "reason"
        ],
        "properties": {
          "role": {
            "type": "string"
          },
          "by": {
            "type": "string"
          },
          "at": {
            "type": "string"
          },
          "approve": {
            "type": "boolean"
          },
          "reason": {
            "type": "string"
          },
          "conditions": {
            "type": "array",
            "items": {
              "type": "string"
            }
          }
        }
      },
      "ClosedToolRequest": {
        "type": "object",
        "required": [
          "id",
          "state",
          "name",
          "properties",
          "endpoints",
          "criteria",
          "reason",
          "requestedBy",
          "requestedAt",
          "decidedAt",
          "signOffs"
        ],
        "properties": {
          "id": {
            "type": "string"
          },
          "state": {
            "type": "string",
            "enum": [
              "approved",
              "rejected",
              "withdrawn"
            ]
          },
          "name": {
            "type": "string"
          },
          "vendor": {
            "type": "string"
          },
          "owner": {
            "type": "string"
          },
          "version": {
            "type": "string"
          },
          "properties": {
            "type": "object"
          },
          "endpoints": {
            "type": "array",
            "items": {
              "type": "string"
            }
          },
          "criteria": {
            "$ref": "#/components/schemas/ToolCriteria"
          },
          "reason": {
            "type": "string"
          },
          "requestedBy": {
            "type": "string"
          },
          "requestedAt": {
            "type": "string"
          },
          "decidedAt": {
            "type": "string"
          },
          "signOffs": {
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/ToolSignOff"
            }
          }
        }
      },
      "RegisteredTool": {
        "type": "object",
        "required": [
          "id",
          "name",
          "status",
          "enterpriseEndpoint",
          "zeroRetention",
          "onPremises",
          "privacyMode",
          "telemetryOff",
          "endpoints",
          "criteria",
          "origin",
          "revision",
          "isDue",
          "isDueSoon",
          "access"
        ],
        "properties": {
          "id": {
            "type": "string"
          },
          "name": {
            "type": "string"
          },
          "vendor": {
            "type": "string"
          },
          "status": {
            "type": "string",
            "enum": [
              "requested",
              "approved",
              "rejected",
              "retired"
            ]
          },
          "enterpriseEndpoint": {
            "type": "boolean"
          },
          "zeroRetention": {
            "type": "boolean"
          },
          "onPremises": {
            "type": "boolean"
          },
          "privacyMode": {
            "type": "boolean"
          },
          "telemetryOff": {
            "type": "boolean"
          },
          "owner": {
            "type": "string"
          },
          "version": {
            "type": "string"
          },
          "conditions": {
            "type": "array",
            "items": {
              "type": "string"
            }
          },
          "reviewBy": {
            "type": "string"
          },
          "endpoints": {
            "type": "array",
            "items": {
              "type": "string"
            }
          },
          "criteria": {
            "$ref": "#/components/schemas/ToolCriteria"
          },
          "origin": {
            "type": "string",
            "enum": [
              "configuration",
              "registry"
            ]
          },
          "revision": {
            "type": "integer"
          },
          "decidedBy": {
            "type": "string"
          },
          "decidedAt": {
            "type": "string"
          },
          "reason": {
            "type": "string"
          },
          "isDue": {
            "type": "boolean"
          },
          "isDueSoon": {
            "type": "boolean"
          },
          "access": {
            "type": "array",
            "items": {
              "type": "object",
              "required": [
                "classification",
                "allowed",
                "reasons"
              ],
              "properties": {
                "classification": {
                  "type": "string"
                },
                "allowed": {
                  "type": "boolean"
                },
                "reasons": {
                  "type": "array",
                  "items": {
                    "type": "string"
                  }
                }
              }
            }
          },
          "allowed": {
            "description": "What the caller may do; where it is listed.",
            "type": "object",
            "required": [
              "sign",
              "withdraw",
              "review"
            ],
            "properties": {
              "sign": {
                "description": "Roles that the caller may sign or refuse the request for.",
                "type": "array",
                "items": {
                  "type": "string"
                }
              },
              "withdraw": {
                "type": "boolean"
              },
              "review": {
                "description": "Look at it again, and end its approval.",
                "type": "boolean"
              }
            }
          },
          "request": {
            "type": "object",
            "description": "What waits for its signatures.",
            "required": [
              "name",
              "properties",
              "endpoints",
              "criteria",
              "reason",
              "requestedBy",
              "requestedAt",
              "signOffs",
              "missing",
              "loosens"
            ],
            "properties": {
              "name": {
                "type": "string"
              },
              "vendor": {
                "type": "string"
              },
              "owner": {
                "type": "string"
              },
              "version": {
                "type": "string"
              },
              "properties": {
                "type": "object"
              },
              "endpoints": {
                "type": "array",
                "items": {
                  "type": "string"
                }
              },
              "criteria": {
                "$ref": "#/components/schemas/ToolCriteria"
              },
              "reason": {
                "type": "string"
              },
              "requestedBy": {
                "type": "string"
              },
              "requestedAt": {
                "type": "string"
              },
              "signOffs": {
                "type": "array",
                "items": {
                  "$ref": "#/components/schemas/ToolSignOff"
                }
              },
              "missing": {
                "type": "array",
                "items": {
                  "type": "string"
                }
              },
              "loosens": {
                "type": "array",
                "items": {
                  "$ref": "#/components/schemas/ToolProperty"
                }
              }
            }
          }
        }
      },
      "FrameworkProposal": {
        "type": "object",
        "required": [
          "id",
          "frameworkId",
          "version",
          "digest",
          "reason",
          "proposedBy",
          "proposedAt",
          "state"
        ],
        "properties": {
          "id": {
            "type": "string"
          },
          "frameworkId": {
            "type": "string"
          },
          "version": {
            "type": "string"
          },
          "digest": {
            "type": "string"
          },
          "reason": {
            "type": "string"
          },
          "proposedBy": {
            "type": "string"
          },
          "proposedAt": {
            "type": "string"
          },
          "state": {
            "type": "string",
            "enum": [
              "proposed",
              "announced",
              "inForce",
              "rejected",
              "superseded",
              "rolledBack"
            ]
          },
          "decidedBy": {
            "type": "string"
          },
          "decidedAt": {
            "type": "string"
          },
          "decision": {
            "type": "string"
          },
          "effectiveFrom": {
            "description": "From when new and stricter controls count.",
            "type": "string"
          },
          "difference": {
            "description": "Of one version alone, what it changes.",
            "type": "object"
          },
          "announced": {
            "description": "Of one version alone, controls that would be announced.",
            "type": "object"
          }
        }
      },
      "FrameworkDryRun": {
        "type": "object",
        "required": [
          "counts",
          "organizationLevel",
          "items"
        ],
        "properties": {
          "counts": {
            "type": "object"
          },
          "organizationLevel": {
            "type": "object"
          },
          "items": {
            "type": "array",
            "items": {
              "type": "object"
            }
          },
          "nextCursor": {
            "type": "string"
          }
        }
      },
      "AuditEntry": {
        "type": "object",
        "required": [
          "seq",
          "body"
        ],
        "properties": {
          "seq": {
            "type": "integer"
          },
          "erased": {
            "description": "A person that it named was erased.",
            "type": "boolean"
          },
          "body": {
            "$ref": "#/components/schemas/JsonObject"
          }
        }
      },
      "AuditVerification": {
        "type": "object",
        "required": [
          "valid",
          "entries",
          "checkpoints",
          "withheld",
          "message"
        ],
        "properties": {
          "valid": {
            "type": "boolean"
          },
          "entries": {
            "type": "integer"
          },
          "firstSeq": {
            "type": "integer"
          },
          "lastSeq": {
            "type": "integer"
          },
          "brokenAt": {
            "description": "Sequence number of the first entry that does not verify.",
            "type": "integer"
          },
          "fault": {
            "type": "string",
            "enum": [
              "edited",
              "deleted",
              "reordered",
              "bodyMismatch",
              "bodyMissing",
              "signature",
              "unsigned",
              "malformed"
            ]
          },
          "checkpoints": {
            "description": "Signatures that hold.",
            "type": "integer"
          },
          "withheld": {
            "type": "object",
            "required": [
              "pruned",
              "erased"
            ],
            "properties": {
              "pruned": {
                "type": "integer"
              },
              "erased": {
                "type": "integer"
              }
            }
          },
          "message": {
            "type": "string"
          }
        }
      },
      "JsonObject": {
        "type": "object",
        "additionalProperties": true
      },
      "Error": {
        "type": "object",
        "required": [
          "error"
        ],
        "properties": {
          "error": {
            "type": "object",
            "required": [
              "name",
              "message"
            ],
            "properties": {
              "name": {
                "type": "string"
              },
              "message": {
                "type": "string"
              }
            },
            "additionalProperties": true
          }
        },
        "additionalProperties": true
      },
      "Classification": {
        "type": "string",
        "enum": [
          "public",
          "internal",
          "confidential",
          "restricted"
        ]
      },
      "Tier": {
        "type": "integer",
        "enum": [
          1,
          2,
          3
        ]
      },
      "Level": {
        "type": [
          "integer",
          "null"
        ],
        "minimum": 1,
        "maximum": 5
      },
      "ControlStatus": {
        "type": "string",
        "enum": [
          "gap",
          "stale",
          "unknown",
          "exempt",
          "met",
          "notApplicable"
        ]
      },
      "DeclaredValues": {
        "type": "object",
        "description": "What one act of declaring says; absent fields are not declared.",
        "minProperties": 1,
        "additionalProperties": false,
        "properties": {
          "classification": {
            "$ref": "#/components/schemas/Classification"
          },
          "tier": {
            "$ref": "#/components/schemas/Tier"
          },
          "handles": {
            "type": "array",
            "maxItems": 50,
            "items": {
              "type": "string",
              "minLength": 1,
              "maxLength": 100
            }
          },
          "adoptionStage": {
            "type": "string",
            "minLength": 1,
            "maxLength": 100
          },
          "aiUse": {
            "oneOf": [
              {
                "type": "string",
                "enum": [
                  "none"
                ]
              },
              {
                "type": "array",
                "minItems": 1,
                "maxItems": 50,
                "items": {
                  "type": "string",
                  "minLength": 1,
                  "maxLength": 100
                }
              }
            ]
          }
        }
      },
      "DeclareRequest": {
        "type": "object",
        "required": [
          "values"
        ],
        "additionalProperties": false,
        "properties": {
          "values": {
            "$ref": "#/components/schemas/DeclaredValues"
          },
          "reason": {
            "description": "Why, for whoever decides on what is lowered.",
            "type": "string",
            "minLength": 1,
            "maxLength": 4000
          }
        }
      },
      "Dispute": {
        "type": "object",
        "required": [
          "id",
          "entityRef",
          "check",
          "fingerprint",
          "finding",
          "reason",
          "by",
          "at",
          "state"
        ],
        "properties": {
          "id": {
            "type": "string"
          },
          "entityRef": {
            "type": "string"
          },
          "check": {
            "type": "string"
          },
          "fingerprint": {
            "type": "string"
          },
          "finding": {
            "$ref": "#/components/schemas/JsonObject"
          },
          "reason": {
            "type": "string"
          },
          "by": {
            "type": "string"
          },
          "at": {
            "type": "string"
          },
          "state": {
            "$ref": "#/components/schemas/DisputeState"
          },
          "decidedBy": {
            "type": "string"
          },
          "decidedAt": {
            "type": "string"
          },
          "decision": {
            "type": "string"
          },
          "until": {
            "type": "string"
          },
          "movedTo": {
            "description": "Owners whose it is since the entity changed owners.",
            "type": "array",
            "items": {
              "type": "string"
            }
          },
          "allowed": {
            "description": "What the caller may do; where it is listed.",
            "type": "object",
            "required": [
              "withdraw"
            ],
            "properties": {
              "withdraw": {
                "type": "boolean"
              }
            }
          }
        }
      },
      "DisputeState": {
        "type": "string",
        "enum": [
          "open",
          "accepted",
          "rejected",
          "withdrawn"
        ]
      },
      "DisputeDecision": {
        "type": "object",
        "required": [
          "reason"
        ],
        "additionalProperties": false,
        "properties": {
          "reason": {
            "type": "string",
            "minLength": 1,
            "maxLength": 4000
          }
        }
      },
      "Declaration": {
        "type": "object",
        "required": [
          "id",
          "entityRef",
          "values",
          "lowerings",
          "reasons",
          "by",
          "at",
          "approverRole",
          "state"
        ],
        "properties": {
          "id": {
            "type": "string"
          },
          "entityRef": {
            "type": "string"
          },
          "values": {
            "$ref": "#/components/schemas/JsonObject"
          },
          "lowerings": {
            "type": "array",
            "items": {
              "type": "object",
              "required": [
                "field",
                "from",
                "to",
                "reason"
              ],
              "properties": {
                "field": {
                  "type": "string"
                },
                "from": {
                  "type": "string"
                },
                "to": {
                  "type": [
                    "string",
                    "null"
                  ]
                },
                "reason": {
                  "type": "string"
                }
              }
            }
          },
          "reasons": {
            "type": "array",
            "items": {
              "type": "string"
            }
          },
          "by": {
            "type": "string"
          },
          "at": {
            "type": "string"
          },
          "approverRole": {
            "type": "string"
          },
          "reason": {
            "description": "Why the declarer wants it, where they said so.",
            "type": "string"
          },
          "state": {
            "$ref": "#/components/schemas/DeclarationState"
          },
          "source": {
            "description": "Where it was declared; in the portal unless it is said.",
            "type": "string",
            "enum": [
              "descriptor"
            ]
          },
          "contradictions": {
            "description": "What is seen otherwise, where that is why it is looked at.",
            "type": "array",
            "items": {
              "type": "string"
            }
          },
          "owners": {
            "description": "Of what judgements found: who declared it in the portal and who owned the entity then, of whom nobody looks at it. The first of them, or the entity, is `by`: who wrote a descriptor is not known.",
            "type": "array",
            "items": {
              "type": "string"
            }
          },
          "decidedBy": {
            "type": "string"
          },
          "decidedAt": {
            "type": "string"
          },
          "decision": {
            "type": "string"
          },
          "movedTo": {
            "description": "Owners whose it is since the entity changed owners.",
            "type": "array",
            "items": {
              "type": "string"
            }
          },
          "allowed": {
            "description": "What the caller may do; where it is listed.",
            "type": "object",
            "required": [
              "withdraw"
            ],
            "properties": {
              "withdraw": {
                "type": "boolean"
              },
              "review": {
                "description": "False where the caller may not look at it, as it is theirs.",
                "type": "boolean"
              }
            }
          }
        }
      },
      "DeclarationState": {
        "type": "string",
        "enum": [
          "pending",
          "approved",
          "rejected",
          "withdrawn",
          "toReview",
          "confirmed",
          "questioned"
        ]
      },
      "ExceptionState": {
        "type": "string",
        "enum": [
          "open",
          "approved",
          "rejected",
          "withdrawn",
          "lapsed"
        ]
      },
      "Exception": {
        "type": "object",
        "required": [
          "id",
          "control",
          "reason",
          "compensatingControls",
          "requestedBy",
          "requestedAt",
          "state",
          "until",
          "renewal",
          "deciders",
          "entities"
        ],
        "properties": {
          "id": {
            "type": "string"
          },
          "control": {
            "type": "string"
          },
          "reason": {
            "type": "string"
          },
          "compensatingControls": {
            "type": "array",
            "items": {
              "type": "string"
            }
          },
          "requestedBy": {
            "type": "string"
          },
          "askedFor": {
            "description": "The group that it is asked for; nobody in it decides.",
            "type": "string"
          },
          "requestedAt": {
            "type": "string"
          },
          "state": {
            "$ref": "#/components/schemas/ExceptionState"
          },
          "until": {
            "type": "string"
          },
          "renewal": {
            "type": "integer"
          },
          "deciders": {
            "type": "string"
          },
          "entities": {
            "type": "array",
            "items": {
              "type": "object",
              "required": [
                "id",
                "entityRef"
              ],
              "properties": {
                "id": {
                  "type": "string"
                },
                "entityRef": {
                  "type": "string"
                },
                "revokedBy": {
                  "type": "string"
                },
                "revokedAt": {
                  "type": "string"
                },
                "revocation": {
                  "type": "string"
                },
                "reconfirmBy": {
                  "type": "string",
                  "description": "The owner changed; over by then unless confirmed."
                },
                "movedTo": {
                  "description": "Owners whose it is since the entity changed owners.",
                  "type": "array",
                  "items": {
                    "type": "string"
                  }
                }
              }
            }
          },
          "hidden": {
            "type": "integer",
            "description": "How many more services it is for that the caller may not see, and so not decide on."
          },
          "decidedBy": {
            "type": "string"
          },
          "decidedAt": {
            "type": "string"
          },
          "decision": {
            "type": "string"
          },
          "allowed": {
            "description": "What the caller may do; where it is listed.",
            "type": "object",
            "required": [
              "decide",
              "withdraw",
              "revoke",
              "confirm",
              "renew"
            ],
            "properties": {
              "decide": {
                "type": "boolean"
              },
              "withdraw": {
                "type": "boolean"
              },
              "revoke": {
                "type": "boolean"
              },
              "confirm": {
                "type": "boolean"
              },
              "renew": {
                "type": "boolean"
              }
            }
          }
        }
      },
      "EvidenceItem": {
        "type": "object",
        "required": [
          "name"
        ],
        "additionalProperties": false,
        "properties": {
          "name": {
            "type": "string",
            "minLength": 1,
            "maxLength": 300
          },
          "link": {
            "type": "string",
            "maxLength": 2000,
            "pattern": "^https?://"
          },
          "digest": {
            "type": "string",
            "minLength": 1,
            "maxLength": 200
          }
        }
      },
      "AttestationRequest": {
        "type": "object",
        "required": [
          "check",
          "subject",
          "statement"
        ],
        "additionalProperties": false,
        "properties": {
          "check": {
            "type": "string",
            "minLength": 1,
            "maxLength": 255
          },
          "subject": {
            "type": "string",
            "minLength": 1,
            "maxLength": 512,
            "description": "`organization`, a group ref or an entity ref."
          },
          "statement": {
            "type": "string",
            "minLength": 1,
            "maxLength": 4000
          },
          "link": {
            "type": "string",
            "maxLength": 2000,
            "pattern": "^https?://"
          },
          "items": {
            "type": "array",
            "maxItems": 50,
            "items": {
              "$ref": "#/components/schemas/EvidenceItem"
            }
          },
          "validUntil": {
            "type": "string",
            "minLength": 10,
            "maxLength": 30,
            "description": "A date, which ends at 24:00 in the organization's time zone, or an ISO 8601 instant."
          }
        }
      },
      "BulkAttestationRequest": {
        "type": "object",
        "required": [
          "check",
          "subjects",
          "statement"
        ],
        "additionalProperties": false,
        "properties": {
          "check": {
            "type": "string",
            "minLength": 1,
            "maxLength": 255
          },
          "subjects": {
            "description": "Entity refs.",
            "type": "array",
            "minItems": 1,
            "maxItems": 200,
            "items": {
              "type": "string",
              "minLength": 1,
              "maxLength": 512
            }
          },
          "statement": {
            "type": "string",
            "minLength": 1,
            "maxLength": 4000
          },
          "link": {
            "type": "string",
            "maxLength": 2000,
            "pattern": "^https?://"
          },
          "items": {
            "type": "array",
            "maxItems": 50,
            "items": {
              "$ref": "#/components/schemas/EvidenceItem"
            }
          },
          "validUntil": {
            "type": "string",
            "minLength": 10,
            "maxLength": 30,
            "description": "A date, which ends at 24:00 in the organization's time zone, or an ISO 8601 instant."
          }
        }
      },
      "BulkAttestationResult": {
        "type": "object",
        "required": [
          "subject"
        ],
        "additionalProperties": false,
        "properties": {
          "subject": {
            "type": "string"
          },
          "attestation": {
            "$ref": "#/components/schemas/Attestation"
          },
          "error": {
            "description": "Why nothing was written.",
            "type": "object",
            "required": [
              "name",
              "message"
            ],
            "additionalProperties": false,
            "properties": {
              "name": {
                "type": "string"
              },
              "message": {
                "type": "string"
              }
            }
          }
        }
      },
      "Finding": {
        "type": "object",
        "required": [
          "rule",
          "severity",
          "message"
        ],
        "additionalProperties": false,
        "properties": {
          "rule": {
            "type": "string",
            "minLength": 1,
            "maxLength": 255
          },
          "severity": {
            "type": "string",
            "enum": [
              "low",
              "medium",
              "high",
              "critical"
            ]
          },
          "message": {
            "type": "string",
            "minLength": 1,
            "maxLength": 2000
          },
          "path": {
            "type": "string",
            "minLength": 1,
            "maxLength": 1024
          },
          "line": {
            "type": "integer",
            "minimum": 1
          },
          "fingerprint": {
            "type": "string",
            "minLength": 1,
            "maxLength": 255
          }
        }
      },
      "EvidencePushItem": {
        "type": "object",
        "required": [
          "key",
          "check",
          "outcome",
          "summary"
        ],
        "additionalProperties": false,
        "description": "One observation of a pipeline about one check. It names an entity, or a repository with or without a path in it; a pipeline with an identity token of its own need not name its repository.",
        "properties": {
          "key": {
            "type": "string",
            "minLength": 1,
            "maxLength": 255,
            "description": "Chosen by the caller; the same key and content again changes nothing."
          },
          "entityRef": {
            "type": "string",
            "minLength": 1,
            "maxLength": 512
          },
          "repository": {
            "type": "string",
            "minLength": 1,
            "maxLength": 2000
          },
          "path": {
            "type": "string",
            "maxLength": 1024
          },
          "check": {
            "type": "string",
            "minLength": 1,
            "maxLength": 255
          },
          "outcome": {
            "type": "string",
            "enum": [
              "pass",
              "fail",
              "error"
            ]
          },
          "summary": {
            "type": "string",
            "minLength": 1,
            "maxLength": 1000
          },
          "link": {
            "type": "string",
            "maxLength": 2000,
            "pattern": "^https?://"
          },
          "findings": {
            "type": "array",
            "maxItems": 100,
            "items": {
              "$ref": "#/components/schemas/Finding"
            }
          },
          "data": {
            "type": "object",
            "maxProperties": 50,
            "additionalProperties": true
          },
          "observedAt": {
            "type": "string",
            "minLength": 10,
            "maxLength": 40,
            "description": "When it was seen; the time of the push where absent."
          },
          "expiresAt": {
            "type": "string",
            "minLength": 10,
            "maxLength": 40
          },
          "commit": {
            "type": "string",
            "minLength": 1,
            "maxLength": 100
          }
        }
      },
      "EvidencePushResult": {
        "type": "object",
        "required": [
          "key",
          "status"
        ],
        "properties": {
          "key": {
            "type": "string"
          },
          "status": {
            "type": "string",
            "enum": [
              "accepted",
              "unchanged",
              "rejected"
            ]
          },
          "message": {
            "type": "string"
          },
          "entityRefs": {
            "type": "array",
            "items": {
              "type": "string"
            }
          }
        }
      },
      "SarifReportResult": {
        "type": "object",
        "required": [
          "tool",
          "categories",
          "checks",
          "entityRefs",
          "status",
          "rules",
          "counts",
          "suppressed",
          "aiRuleSet",
          "aiRuleSetReason"
        ],
        "properties": {
          "tool": {
            "type": "string"
          },
          "version": {
            "type": "string"
          },
          "categories": {
            "type": "array",
            "items": {
              "type": "string",
              "enum": [
                "security",
                "secrets",
                "licence",
                "quality"
              ]
            }
          },
          "checks": {
            "type": "array",
            "items": {
              "type": "string"
            }
          },
          "entityRefs": {
            "type": "array",
            "items": {
              "type": "string"
            }
          },
          "status": {
            "type": "string",
            "enum": [
              "accepted",
              "unchanged"
            ]
          },
          "message": {
            "type": "string"
          },
          "rules": {
            "type": "integer"
          },
          "counts": {
            "type": "object",
            "required": [
              "critical",
              "high",
              "medium",
              "low"
            ],
            "properties": {
              "critical": {
                "type": "integer"
              },
              "high": {
                "type": "integer"
              },
              "medium": {
                "type": "integer"
              },
              "low": {
                "type": "integer"
              }
            }
          },
          "suppressed": {
            "type": "integer"
          },
          "aiRuleSet": {
            "type": "boolean"
          },
          "aiRuleSetReason": {
            "type": "string"
          },
          "commit": {
            "type": "string"
          }
        }
      },
      "Attestation": {
        "type": "object",
        "required": [
          "id",
          "check",
          "subject",
          "statement",
          "by",
          "from",
          "validUntil",
          "state"
        ],
        "properties": {
          "id": {
            "type": "string"
          },
          "check": {
            "type": "string"
          },
          "subject": {
            "type": "string"
          },
          "statement": {
            "type": "string"
          },
          "link": {
            "type": "string"
          },
          "items": {
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/EvidenceItem"
            }
          },
          "by": {
            "type": "string"
          },
          "confirmedBy": {
            "type": "string"
          },
          "from": {
            "type": "string"
          },
          "validUntil": {
            "type": "string"
          },
          "endedAt": {
            "description": "When it was refused or revoked.",
            "type": "string"
          },
          "endedBy": {
            "type": "string"
          },
          "endedReason": {
            "type": "string"
          },
          "state": {
            "type": "string",
            "enum": [
              "awaitingConfirmation",
              "inForce",
              "ended",
              "rejected",
              "revoked"
            ]
          },
          "allowed": {
            "description": "What the caller may do; where it is listed and waits for a second person.",
            "type": "object",
            "required": [
              "confirm"
            ],
            "properties": {
              "confirm": {
                "type": "boolean"
              }
            }
          }
        }
      },
      "CollectionState": {
        "type": "object",
        "required": [
          "state",
          "warnings"
        ],
        "properties": {
          "state": {
            "type": "string",
            "enum": [
              "none",
              "never",
              "queued",
              "running",
              "done",
              "failed"
            ]
          },
          "lastLookedAt": {
            "type": "string"
          },
          "startedAt": {
            "type": "string"
          },
          "step": {
            "type": "string"
          },
          "error": {
            "type": "string"
          },
          "repository": {
            "type": "object",
            "required": [
              "url",
              "subpath",
              "kind"
            ],
            "properties": {
              "url": {
                "type": "string"
              },
              "subpath": {
                "type": "string"
              },
              "kind": {
                "type": "string",
                "enum": [
                  "url",
                  "local"
                ]
              }
            }
          },
          "warnings": {
            "type": "array",
            "items": {
              "type": "string"
            }
          },
          "silentSince": {
            "type": "string"
          },
          "lastSentAt": {
            "description": "When somebody last sent evidence of it by themselves, such as a pipeline; nobody can be asked for that.",
            "type": "string"
          },
          "findings": {
            "type": "array",
            "description": "What the portal's operator has to mend before evidence can be renewed: sources that nobody could look at for three intervals.",
            "items": {
              "type": "object",
              "required": [
                "rule",
                "severity",
                "actor",
                "source",
                "kind",
                "url",
                "since",
                "message"
              ],
              "properties": {
                "rule": {
                  "type": "string",
                  "enum": [
                    "source-silent"
                  ]
                },
                "severity": {
                  "type": "string",
                  "enum": [
                    "medium"
                  ]
                },
                "actor": {
                  "type": "string",
                  "enum": [
                    "operator"
                  ]
                },
                "source": {
                  "type": "string"
                },
                "kind": {
                  "type": "string",
                  "enum": [
                    "url",
                    "local",
                    "host",
                    "entity"
                  ]
                },
                "url": {
                  "type": "string"
                },
                "since": {
                  "type": "string"
                },
                "message": {
                  "type": "string"
                }
              }
            }
          }
        }
      },
      "OwnProgress": {
        "type": "object",
        "required": [
          "met",
          "applicable",
          "towards"
        ],
        "properties": {
          "met": {
            "type": "integer"
          },
          "applicable": {
            "type": "integer"
          },
          "towards": {
            "type": "integer"
          }
        }
      },
      "ScorecardListItem": {
        "type": "object",
        "required": [
          "entityRef",
          "kind",
          "classification",
          "classificationDeclared",
          "tier",
          "level",
          "ownLevel",
          "levelWithoutExceptions",
          "ownProgress",
          "score",
          "controls",
          "changedAt"
        ],
        "properties": {
          "entityRef": {
            "type": "string"
          },
          "title": {
            "type": "string"
          },
          "kind": {
            "type": "string"
          },
          "type": {
            "type": "string"
          },
          "lifecycle": {
            "type": "string"
          },
          "owner": {
            "type": "string"
          },
          "system": {
            "type": "string"
          },
          "classification": {
            "$ref": "#/components/schemas/Classification"
          },
          "classificationDeclared": {
            "type": "boolean"
          },
          "tier": {
            "$ref": "#/components/schemas/Tier"
          },
          "level": {
            "$ref": "#/components/schemas/Level"
          },
          "ownLevel": {
            "$ref": "#/components/schemas/Level"
          },
          "levelWithoutExceptions": {
            "$ref": "#/components/schemas/Level"
          },
          "ownProgress": {
            "oneOf": [
              {
                "$ref": "#/components/schemas/OwnProgress"
              },
              {
                "type": "null"
              }
            ]
          },
          "score": {
            "type": [
              "integer",
              "null"
            ],
            "minimum": 0,
            "maximum": 100
          },
          "controls": {
            "type": "array",
            "items": {
              "type": "object",
              "required": [
                "id",
                "status"
              ],
              "properties": {
                "id": {
                  "type": "string"
                },
                "status": {
                  "$ref": "#/components/schemas/ControlStatus"
                }
              }
            }
          },
          "changedAt": {
            "type": "string"
          },
          "lastLookedAt": {
            "type": "string"
          },
          "notAssessable": {
            "type": "string"
          }
        }
      },
      "LevelDistribution": {
        "type": "object",
        "description": "Entities at each level; none counts what is not ranked.",
        "required": [
          "none",
          "1",
          "2",
          "3",
          "4",
          "5"
        ],
        "properties": {
          "1": {
            "type": "integer"
          },
          "2": {
            "type": "integer"
          },
          "3": {
            "type": "integer"
          },
          "4": {
            "type": "integer"
          },
          "5": {
            "type": "integer"
          },
          "none": {
            "type": "integer"
          }
        }
      },
      "MaturityRollup": {
        "type": "object",
        "required": [
          "assessable",
          "declared",
          "assessed",
          "stale",
          "neverAssessed",
          "excluded",
          "levels",
          "ownProgress",
          "meanScore",
          "scored",
          "controls"
        ],
        "properties": {
          "assessable": {
            "type": "integer",
            "description": "The entities that count; all other numbers are of these."
          },
          "declared": {
            "type": "integer"
          },
          "assessed": {
            "type": "integer",
            "description": "Evidence of something was ever seen."
          },
          "stale": {
            "type": "integer",
            "description": "Own or group evidence of some control is out of date."
          },
          "neverAssessed": {
            "type": "integer"
          },
          "excluded": {
            "type": "array",
            "items": {
              "type": "object",
              "required": [
                "reason",
                "entities"
              ],
              "properties": {
                "reason": {
                  "type": "string"
                },
                "entities": {
                  "type": "integer"
                }
              }
            }
          },
          "levels": {
            "type": "object",
            "required": [
              "official",
              "own",
              "withoutExceptions"
            ],
            "properties": {
              "official": {
                "$ref": "#/components/schemas/LevelDistribution"
              },
              "own": {
                "$ref": "#/components/schemas/LevelDistribution"
              },
              "withoutExceptions": {
                "$ref": "#/components/schemas/LevelDistribution"
              }
            }
          },
          "ownProgress": {
            "type": "object",
            "description": "How far entities are on the way to their next own level.",
            "required": [
              "entities",
              "met",
              "applicable",
              "shares"
            ],
            "properties": {
              "entities": {
                "type": "integer",
                "description": "Entities that have an own level."
              },
              "met": {
                "type": "integer",
                "description": "Own controls up to the next own level that are satisfied, added up over the entities."
              },
              "applicable": {
                "type": "integer",
                "description": "The same of those that apply."
              },
              "shares": {
                "type": "object",
                "description": "Entities by the share of theirs that is satisfied: less than a quarter, less than half, less than three quarters, less than all, all.",
                "required": [
                  "under25",
                  "under50",
                  "under75",
                  "under100",
                  "all"
                ],
                "properties": {
                  "under25": {
                    "type": "integer"
                  },
                  "under50": {
                    "type": "integer"
                  },
                  "under75": {
                    "type": "integer"
                  },
                  "under100": {
                    "type": "integer"
                  },
                  "all": {
                    "type": "integer"
                  }
                }
              }
            }
          },
          "meanScore": {
            "type": [
              "number",
              "null"
            ]
          },
          "scored": {
            "type": "integer"
          },
          "controls": {
            "type": "array",
            "items": {
              "type": "object",
              "required": [
                "id",
                "counts"
              ],
              "properties": {
                "id": {
                  "type": "string"
                },
                "counts": {
                  "type": "object",
                  "properties": {
                    "gap": {
                      "type": "integer"
                    },
                    "stale": {
                      "type": "integer"
                    },
                    "unknown": {
                      "type": "integer"
                    },
                    "exempt": {
                      "type": "integer"
                    },
                    "met": {
                      "type": "integer"
                    },
                    "notApplicable": {
                      "type": "integer"
                    }
                  }
                }
              }
            }
          }
        }
      },
      "MaturityTarget": {
        "type": "object",
        "required": [
          "level",
          "by"
        ],
        "properties": {
          "level": {
            "type": "integer",
            "minimum": 1,
            "maximum": 5
          },
          "by": {
            "type": "string"
          }
        }
      },
      "CollectionHealth": {
        "description": "How looking at the whole organization stands, whatever the filter. Only for callers who see all of it.",
        "type": "object",
        "required": [
          "sources",
          "failing",
          "repositories",
          "failingRepositories",
          "unreadRepositories",
          "waiting"
        ],
        "properties": {
          "sources": {
            "type": "integer"
          },
          "failing": {
            "type": "integer"
          },
          "failingSince": {
            "description": "When the one was last seen that fails for longest.",
            "type": "string"
          },
          "repositories": {
            "type": "integer"
          },
          "failingRepositories": {
            "type": "integer"
          },
          "unreadRepositories": {
            "type": "integer"
          },
          "commonError": {
            "type": "string"
          },
          "waiting": {
            "description": "Entities that changed and wait to be judged again.",
            "type": "integer"
          }
        }
      },
      "FailingSource": {
        "type": "object",
        "required": [
          "source",
          "kind",
          "url",
          "error",
          "attempts",
          "entities",
          "entityCount"
        ],
        "properties": {
          "source": {
            "type": "string"
          },
          "kind": {
            "type": "string",
            "enum": [
              "url",
              "local",
              "host",
              "entity"
            ]
          },
          "url": {
            "type": "string"
          },
          "error": {
            "type": "string"
          },
          "lastSeenAt": {
            "type": "string"
          },
          "attempts": {
            "type": "integer"
          },
          "entities": {
            "description": "The first five by ref.",
            "type": "array",
            "items": {
              "type": "string"
            }
          },
          "entityCount": {
            "type": "integer"
          }
        }
      },
      "OrganizationMaturity": {
        "type": "object",
        "required": [
          "level",
          "threshold",
          "controls",
          "criteria"
        ],
        "properties": {
          "level": {
            "type": "integer",
            "minimum": 1,
            "maximum": 5
          },
          "ownLevel": {
            "type": "integer",
            "minimum": 1,
            "maximum": 5
          },
          "threshold": {
            "type": "number"
          },
          "controls": {
            "type": "array",
            "items": {
              "type": "object",
              "required": [
                "id",
                "status"
              ],
              "properties": {
                "id": {
                  "type": "string"
                },
                "status": {
                  "$ref": "#/components/schemas/ControlStatus"
                },
                "level": {
                  "type": "integer",
                  "minimum": 1,
                  "maximum": 5
                }
              }
            }
          },
          "criteria": {
            "description": "How the checked characteristics of levels stand, in the order of the framework.",
            "type": "array",
            "items": {
              "type": "object",
              "required": [
                "check",
                "status",
                "level"
              ],
              "properties": {
                "check": {
                  "type": "string"
                },
                "status": {
                  "$ref": "#/components/schemas/ControlStatus"
                },
                "level": {
                  "type": "integer",
                  "minimum": 1,
                  "maximum": 5
                }
              }
            }
          },
          "lapse": {
            "description": "The next instant at which the level falls by itself, when nothing is renewed before; of the year ahead.",
            "type": "object",
            "required": [
              "at",
              "level",
              "controls"
            ],
            "properties": {
              "at": {
                "type": "string"
              },
              "level": {
                "type": "integer",
                "minimum": 1,
                "maximum": 5
              },
              "controls": {
                "type": "array",
                "items": {
                  "type": "string"
                }
              }
            }
          }
        }
      },
      "MaturityStanding": {
        "type": "object",
        "required": [
          "level",
          "ownLevel",
          "levelWithoutExceptions",
          "score"
        ],
        "properties": {
          "level": {
            "$ref": "#/components/schemas/Level"
          },
          "ownLevel": {
            "$ref": "#/components/schemas/Level"
          },
          "levelWithoutExceptions": {
            "$ref": "#/components/schemas/Level"
          },
          "score": {
            "type": [
              "integer",
              "null"
            ]
          },
          "notAssessable": {
            "type": "string"
          }
        }
      },
      "ChangedStatus": {
        "oneOf": [
          {
            "$ref": "#/components/schemas/ControlStatus"
          },
          {
            "type": "null"
          }
        ]
      },
      "ChangeCauses": {
        "type": "array",
        "items": {
          "type": "string",
          "enum": [
            "registered",
            "removed",
            "entity",
            "owner",
            "group",
            "organization",
            "framework"
          ]
        }
      },
      "PastStanding": {
        "type": "object",
        "required": [
          "entityRef",
          "owners",
          "then",
          "now"
        ],
        "properties": {
          "entityRef": {
            "type": "string"
          },
          "title": {
            "type": "string"
          },
          "owners": {
            "type": "array",
            "items": {
              "type": "string"
            }
          },
          "then": {
            "$ref": "#/components/schemas/MaturityStanding"
          },
          "now": {
            "description": "Null when it is gone.",
            "oneOf": [
              {
                "$ref": "#/components/schemas/MaturityStanding"
              },
              {
                "type": "null"
              }
            ]
          }
        }
      },
      "MaturityChange": {
        "type": "object",
        "required": [
          "entityRef",
          "owners",
          "before",
          "after",
          "controls",
          "causes"
        ],
        "properties": {
          "entityRef": {
            "type": "string"
          },
          "title": {
            "type": "string"
          },
          "owners": {
            "type": "array",
            "items": {
              "type": "string"
            }
          },
          "before": {
            "oneOf": [
              {
                "$ref": "#/components/schemas/MaturityStanding"
              },
              {
                "type": "null"
              }
            ]
          },
          "after": {
            "oneOf": [
              {
                "$ref": "#/components/schemas/MaturityStanding"
              },
              {
                "type": "null"
              }
            ]
          },
          "controls": {
            "type": "array",
            "items": {
              "type": "object",
              "required": [
                "id",
                "from",
                "to",
                "causes"
              ],
              "properties": {
                "id": {
                  "type": "string"
                },
                "from": {
                  "$ref": "#/components/schemas/ChangedStatus"
                },
                "to": {
                  "$ref": "#/components/schemas/ChangedStatus"
                },
                "causes": {
                  "$ref": "#/components/schemas/ChangeCauses"
                }
              }
            }
          },
          "causes": {
            "$ref": "#/components/schemas/ChangeCauses"
          }
        }
      },
      "RiskRating": {
        "type": "string",
        "enum": [
          "low",
          "medium",
          "high",
          "critical"
        ]
      },
      "ResidualRating": {
        "type": "string",
        "enum": [
          "low",
          "medium",
          "high",
          "critical",
          "notApplicable"
        ]
      },
      "Likelihood": {
        "type": "string",
        "enum": [
          "rare",
          "unlikely",
          "possible",
          "likely",
          "almostCertain"
        ]
      },
      "Impact": {
        "type": "string",
        "enum": [
          "negligible",
          "minor",
          "moderate",
          "major",
          "severe"
        ]
      },
      "RiskDetails": {
        "type": "object",
        "description": "A risk that the organization added. Its inherent rating follows from likelihood and impact; a risk without controls is left as it is.",
        "required": [
          "category",
          "description",
          "likelihood",
          "impact",
          "target",
          "controls"
        ],
        "additionalProperties": false,
        "properties": {
          "category": {
            "type": "string",
            "minLength": 1,
            "maxLength": 100
          },
          "description": {
            "type": "string",
            "minLength": 1,
            "maxLength": 2000
          },
          "likelihood": {
            "$ref": "#/components/schemas/Likelihood"
          },
          "impact": {
            "$ref": "#/components/schemas/Impact"
          },
          "target": {
            "$ref": "#/components/schemas/RiskRating"
          },
          "controls": {
            "type": "array",
            "maxItems": 50,
            "items": {
              "type": "string",
              "minLength": 1,
              "maxLength": 100
            }
          }
        }
      },
      "RiskEditRequest": {
        "type": "object",
        "required": [
          "version"
        ],
        "additionalProperties": false,
        "properties": {
          "version": {
            "type": "integer",
            "minimum": 0,
            "description": "The version that was edited; 0 for the first edit."
          },
          "owner": {
            "type": "string",
            "minLength": 1,
            "maxLength": 512
          },
          "mitigation": {
            "type": "string",
            "maxLength": 4000
          },
          "reviewBy": {
            "type": "string",
            "minLength": 10,
            "maxLength": 10
          },
          "details": {
            "$ref": "#/components/schemas/RiskDetails"
          }
        }
      },
      "RiskRequest": {
        "type": "object",
        "required": [
          "details"
        ],
        "additionalProperties": false,
        "properties": {
          "owner": {
            "type": "string",
            "minLength": 1,
            "maxLength": 512
          },
          "mitigation": {
            "type": "string",
            "maxLength": 4000
          },
          "reviewBy": {
            "type": "string",
            "minLength": 10,
            "maxLength": 10
          },
          "details": {
            "$ref": "#/components/schemas/RiskDetails"
          }
        }
      },
      "RiskRecord": {
        "type": "object",
        "required": [
          "id",
          "origin",
          "category",
          "description",
          "likelihood",
          "impact",
          "inherent",
          "target",
          "controls",
          "isDue",
          "version"
        ],
        "properties": {
          "id": {
            "type": "string"
          },
          "origin": {
            "type": "string",
            "enum": [
              "framework",
              "organization"
            ]
          },
          "category": {
            "type": "string"
          },
          "description": {
            "type": "string"
          },
          "likelihood": {
            "$ref": "#/components/schemas/Likelihood"
          },
          "impact": {
            "$ref": "#/components/schemas/Impact"
          },
          "inherent": {
            "$ref": "#/components/schemas/RiskRating"
          },
          "target": {
            "$ref": "#/components/schemas/RiskRating"
          },
          "controls": {
            "type": "array",
            "items": {
              "type": "string"
            }
          },
          "mitigation": {
            "type": "string"
          },
          "owner": {
            "type": "string"
          },
          "ownerRole": {
            "type": "string"
          },
          "reviewBy": {
            "type": "string"
          },
          "isDue": {
            "type": "boolean"
          },
          "version": {
            "type": "integer"
          },
          "updatedBy": {
            "type": "string"
          },
          "updatedAt": {
            "type": "string"
          }
        }
      },
      "RiskStanding": {
        "type": "object",
        "required": [
          "overall",
          "worst",
          "entities",
          "met",
          "applicable"
        ],
        "properties": {
          "overall": {
            "$ref": "#/components/schemas/ResidualRating"
          },
          "worst": {
            "$ref": "#/components/schemas/ResidualRating"
          },
          "entities": {
            "type": "object",
            "additionalProperties": {
              "type": "integer"
            }
          },
          "met": {
            "type": "integer"
          },
          "applicable": {
            "type": "integer"
          },
          "place": {
            "type": "object",
            "required": [
              "likelihood",
              "impact"
            ],
            "properties": {
              "likelihood": {
                "$ref": "#/components/schemas/Likelihood"
              },
              "impact": {
                "$ref": "#/components/schemas/Impact"
              }
            }
          }
        }
      },
      "CampaignGoal": {
        "description": "Controls that all have to be met, or a level; what the organization itself has to do for either is left out.",
        "oneOf": [
          {
            "type": "object",
            "required": [
              "kind",
              "controls"
            ],
            "additionalProperties": false,
            "properties": {
              "kind": {
                "type": "string",
                "enum": [
                  "controls"
                ]
              },
              "controls": {
                "type": "array",
                "minItems": 1,
                "maxItems": 50,
                "items": {
                  "type": "string",
                  "minLength": 1,
                  "maxLength": 100
                }
              }
            }
          },
          {
            "type": "object",
            "required": [
              "kind",
              "level"
            ],
            "additionalProperties": false,
            "properties": {
              "kind": {
                "type": "string",
                "enum": [
                  "level"
                ]
              },
              "level": {
                "type": "integer",
                "minimum": 1,
                "maximum": 5
              }
            }
          }
        ]
      },
      "CampaignMilestone": {
        "type": "object",
        "required": [
          "on",
          "percent"
        ],
        "additionalProperties": false,
        "properties": {
          "on": {
            "type": "string",
            "minLength": 10,
            "maxLength": 10
          },
          "percent": {
            "type": "integer",
            "minimum": 1,
            "maximum": 100
          }
        }
      },
      "CampaignPlan": {
        "type": "object",
        "required": [
          "name",
          "owner",
          "goal",
          "filter",
          "startOn",
          "dueOn",
          "milestones"
        ],
        "additionalProperties": false,
        "properties": {
          "name": {
            "type": "string",
            "minLength": 1,
            "maxLength": 200
          },
          "description": {
            "type": "string",
            "maxLength": 4000
          },
          "owner": {
            "type": "string",
            "minLength": 1,
            "maxLength": 512
          },
          "goal": {
            "$ref": "#/components/schemas/CampaignGoal"
          },
          "filter": {
            "type": "array",
            "maxItems": 20,
            "items": {
              "type": "string",
              "minLength": 1,
              "maxLength": 2000
            }
          },
          "startOn": {
            "type": "string",
            "minLength": 10,
            "maxLength": 10
          },
          "dueOn": {
            "type": "string",
            "minLength": 10,
            "maxLength": 10
          },
          "milestones": {
            "type": "array",
            "maxItems": 20,
            "items": {
              "$ref": "#/components/schemas/CampaignMilestone"
            }
          }
        }
      },
      "CampaignEditRequest": {
        "type": "object",
        "required": [
          "version",
          "name",
          "owner",
          "goal",
          "filter",
          "startOn",
          "dueOn",
          "milestones"
        ],
        "additionalProperties": false,
        "properties": {
          "version": {
            "type": "integer",
            "minimum": 1
          },
          "name": {
            "type": "string",
            "minLength": 1,
            "maxLength": 200
          },
          "description": {
            "type": "string",
            "maxLength": 4000
          },
          "owner": {
            "type": "string",
            "minLength": 1,
            "maxLength": 512
          },
          "goal": {
            "$ref": "#/components/schemas/CampaignGoal"
          },
          "filter": {
            "type": "array",
            "maxItems": 20,
            "items": {
              "type": "string",
              "minLength": 1,
              "maxLength": 2000
            }
          },
          "startOn": {
            "type": "string",
            "minLength": 10,
            "maxLength": 10
          },
          "dueOn": {
            "type": "string",
            "minLength": 10,
            "maxLength": 10
          },
          "milestones": {
            "type": "array",
            "maxItems": 20,
            "items": {
              "$ref": "#/components/schemas/CampaignMilestone"
            }
          }
        }
      },
      "CampaignPoint": {
        "type": "object",
        "required": [
          "at",
          "target",
          "done",
          "exempt",
          "leftOut"
        ],
        "properties": {
          "at": {
            "type": "string"
          },
          "target": {
            "type": "integer"
          },
          "done": {
            "type": "integer"
          },
          "exempt": {
            "type": "integer"
          },
          "leftOut": {
            "type": "integer"
          }
        }
      },
      "Campaign": {
        "type": "object",
        "required": [
          "id",
          "name",
          "owner",
          "goal",
          "filter",
          "startOn",
          "dueOn",
          "milestones",
          "state",
          "version",
          "createdBy",
          "createdAt",
          "updatedBy",
          "updatedAt",
          "endsAt",
          "progress",
          "milestoneStates",
          "isComplete"
        ],
        "properties": {
          "id": {
            "type": "string"
          },
          "name": {
            "type": "string",
            "minLength": 1,
            "maxLength": 200
          },
          "description": {
            "type": "string",
            "maxLength": 4000
          },
          "owner": {
            "type": "string",
            "minLength": 1,
            "maxLength": 512
          },
          "goal": {
            "$ref": "#/components/schemas/CampaignGoal"
          },
          "filter": {
            "type": "array",
            "maxItems": 20,
            "items": {
              "type": "string",
              "minLength": 1,
              "maxLength": 2000
            }
          },
          "startOn": {
            "type": "string",
            "minLength": 10,
            "maxLength": 10
          },
          "dueOn": {
            "type": "string",
            "minLength": 10,
            "maxLength": 10
          },
          "milestones": {
            "type": "array",
            "maxItems": 20,
            "items": {
              "$ref": "#/components/schemas/CampaignMilestone"
            }
          },
          "state": {
            "type": "string",
            "enum": [
              "planned",
              "running",
              "ended"
            ]
          },
          "version": {
            "type": "integer"
          },
          "createdBy": {
            "type": "string"
          },
          "createdAt": {
            "type": "string"
          },
          "updatedBy": {
            "type": "string"
          },
          "updatedAt": {
            "type": "string"
          },
          "endsAt": {
            "type": "string"
          },
          "endedBy": {
            "type": "string"
          },
          "endReason": {
            "type": "string"
          },
          "progress": {
            "$ref": "#/components/schemas/CampaignPoint"
          },
          "milestoneStates": {
            "type": "array",
            "items": {
              "type": "string",
              "enum": [
                "reached",
                "missed",
                "ahead"
              ]
            }
          },
          "isComplete": {
            "type": "boolean"
          }
        }
      },
      "CampaignDetails": {
        "allOf": [
          {
            "$ref": "#/components/schemas/Campaign"
          },
          {
            "type": "object",
            "required": [
              "points",
              "owners",
              "ownerCounts"
            ],
            "properties": {
              "points": {
                "type": "array",
                "items": {
                  "$ref": "#/components/schemas/CampaignPoint"
                }
              },
              "owners": {
                "description": "The first owners, those with the most left to do.",
                "type": "array",
                "items": {
                  "$ref": "#/components/schemas/CampaignOwner"
                }
              },
              "ownerCounts": {
                "description": "How many there are, and how many of them have something left to do.",
                "type": "object",
                "required": [
                  "all",
                  "left"
                ],
                "properties": {
                  "all": {
                    "type": "integer"
                  },
                  "left": {
                    "type": "integer"
                  }
                }
              },
              "ownersCursor": {
                "description": "Where more owners begin.",
                "type": "string"
              }
            }
          }
        ]
      },
      "CampaignOwner": {
        "type": "object",
        "required": [
          "owner",
          "target",
          "done"
        ],
        "properties": {
          "owner": {
            "type": [
              "string",
              "null"
            ]
          },
          "target": {
            "type": "integer"
          },
          "done": {
            "type": "integer"
          }
        }
      },
      "PlanAttestation": {
        "type": "object",
        "required": [
          "id",
          "subject",
          "plan",
          "item",
          "statement",
          "by",
          "at",
          "validUntil"
        ],
        "properties": {
          "id": {
            "type": "string"
          },
          "subject": {
            "type": "string"
          },
          "plan": {
            "type": "string"
          },
          "item": {
            "type": "string"
          },
          "statement": {
            "type": "string"
          },
          "link": {
            "type": "string"
          },
          "by": {
            "type": "string"
          },
          "at": {
            "type": "string"
          },
          "validUntil": {
            "type": "string"
          }
        }
      },
      "PlanItemState": {
        "type": "object",
        "required": [
          "id",
          "text",
          "isDone",
          "isEvidenced",
          "controls"
        ],
        "properties": {
          "id": {
            "type": "string"
          },
          "text": {
            "type": "string"
          },
          "isDone": {
            "type": "boolean"
          },
          "isEvidenced": {
            "type": "boolean"
          },
          "controls": {
            "type": "array",
            "items": {
              "type": "object",
              "required": [
                "id",
                "met",
                "applicable",
                "open",
                "isInPlace"
              ],
              "properties": {
                "id": {
                  "type": "string"
                },
                "organization": {
                  "$ref": "#/components/schemas/ControlStatus"
                },
                "met": {
                  "type": "integer"
                },
                "applicable": {
                  "type": "integer"
                },
                "open": {
                  "description": "Entities in which their own or their group's part is open, those that `openPart.<id>` finds.",
                  "type": "integer"
                },
                "isInPlace": {
                  "type": "boolean"
                }
              }
            }
          },
          "attestation": {
            "$ref": "#/components/schemas/PlanAttestation"
          },
          "lapsed": {
            "$ref": "#/components/schemas/PlanAttestation"
          }
        }
      },
      "FollowUpRequest": {
        "type": "object",
        "additionalProperties": false,
        "required": [
          "text",
          "owner",
          "dueOn"
        ],
        "properties": {
          "text": {
            "type": "string",
            "minLength": 1,
            "maxLength": 1000
          },
          "owner": {
            "type": "string",
            "minLength": 1,
            "maxLength": 255
          },
          "dueOn": {
            "type": "string",
            "minLength": 1,
            "maxLength": 10
          }
        }
      },
      "FollowUp": {
        "type": "object",
        "required": [
          "id",
          "text",
          "owner",
          "dueOn"
        ],
        "properties": {
          "id": {
            "type": "string"
          },
          "text": {
            "type": "string"
          },
          "owner": {
            "type": "string"
          },
          "dueOn": {
            "type": "string"
          },
          "doneBy": {
            "type": "string"
          },
          "doneAt": {
            "type": "string"
          }
        }
      },
      "IncidentState": {
        "type": "string",
        "enum": [
          "open",
          "contained",
          "reviewed"
        ]
      },
      "IncidentReport": {
        "type": "object",
        "additionalProperties": false,
        "required": [
          "title",
          "description",
          "severity",
          "detectedAt",
          "entityRefs",
          "controls",
          "playbook"
        ],
        "properties": {
          "title": {
            "type": "string",
            "minLength": 1,
            "maxLength": 200
          },
          "description": {
            "type": "string",
            "description": "In words; prompts, code and secrets do not belong here.",
            "minLength": 1,
            "maxLength": 4000
          },
          "severity": {
            "type": "string",
            "enum": [
              "low",
              "medium",
              "high",
              "critical"
            ]
          },
          "detectedAt": {
            "type": "string",
            "minLength": 1,
            "maxLength": 40
          },
          "entityRefs": {
            "type": "array",
            "maxItems": 100,
            "items": {
              "type": "string",
              "minLength": 1,
              "maxLength": 255
            }
          },
          "tool": {
            "type": "string",
            "maxLength": 64,
            "pattern": "^[a-z0-9][a-z0-9-]*$"
          },
          "controls": {
            "type": "array",
            "maxItems": 50,
            "items": {
              "type": "string",
              "minLength": 1,
              "maxLength": 100
            }
          },
          "playbook": {
            "type": "string",
            "minLength": 1,
            "maxLength": 100
          },
          "playbookLink": {
            "type": "string",
            "maxLength": 2000,
            "pattern": "^https?://"
          }
        }
      },
      "Incident": {
        "type": "object",
        "required": [
          "id",
          "title",
          "description",
          "severity",
          "detectedAt",
          "entityRefs",
          "controls",
          "playbook",
          "state",
          "version",
          "reportedBy",
          "at",
          "steps"
        ],
        "properties": {
          "id": {
            "type": "string"
          },
          "title": {
            "type": "string"
          },
          "description": {
            "type": "string"
          },
          "severity": {
            "type": "string"
          },
          "detectedAt": {
            "type": "string"
          },
          "entityRefs": {
            "type": "array",
            "items": {
              "type": "string"
            }
          },
          "tool": {
            "type": "string"
          },
          "controls": {
            "type": "array",
            "items": {
              "type": "string"
            }
          },
          "playbook": {
            "type": "string"
          },
          "playbookLink": {
            "type": "string"
          },
          "state": {
            "$ref": "#/components/schemas/IncidentState"
          },
          "version": {
            "type": "integer"
          },
          "reportedBy": {
            "type": "string"
          },
          "at": {
            "type": "string"
          },
          "steps": {
            "type": "array",
            "items": {
              "type": "object",
              "required": [
                "id",
                "text"
              ],
              "properties": {
                "id": {
                  "type": "string"
                },
                "text": {
                  "type": "string"
                },
                "doneBy": {
                  "type": "string"
                },
                "doneAt": {
                  "type": "string"
                },
                "note": {
                  "type": "string"
                }
              }
            }
          },
          "containedBy": {
            "type": "string"
          },
          "containedAt": {
            "type": "string"
          },
          "containment": {
            "type": "string"
          },
          "review": {
            "type": "object",
            "required": [
              "failed",
              "controlChanges",
              "followUps",
              "by",
              "at"
            ],
            "properties": {
              "failed": {
                "type": "string"
              },
              "controlChanges": {
                "type": "string"
              },
              "followUps": {
                "type": "array",
                "items": {
                  "$ref": "#/components/schemas/FollowUp"
                }
              },
              "by": {
                "type": "string"
              },
              "at": {
                "type": "string"
              },
              "readBy": {
                "type": "string"
              },
              "readAt": {
                "type": "string"
              }
            }
          },
          "hidden": {
            "type": "integer",
            "description": "How many of the services concerned the caller may not see."
          }
        }
      },
      "ExerciseReport": {
        "type": "object",
        "additionalProperties": false,
        "required": [
          "heldOn",
          "scenario",
          "playbook",
          "participants",
          "findings",
          "followUps"
        ],
        "properties": {
          "heldOn": {
            "type": "string",
            "minLength": 1,
            "maxLength": 10
          },
          "scenario": {
            "type": "string",
            "minLength": 1,
            "maxLength": 1500
          },
          "playbook": {
            "type": "string",
            "minLength": 1,
            "maxLength": 100
          },
          "participants": {
            "type": "array",
            "minItems": 1,
            "maxItems": 200,
            "items": {
              "type": "string",
              "minLength": 1,
              "maxLength": 255
            }
          },
          "findings": {
            "type": "string",
            "minLength": 1,
            "maxLength": 4000
          },
          "link": {
            "type": "string",
            "maxLength": 2000,
            "pattern": "^https?://"
          },
          "followUps": {
            "type": "array",
            "maxItems": 50,
            "items": {
              "$ref": "#/components/schemas/FollowUpRequest"
            }
          }
        }
      },
      "Exercise": {
        "type": "object",
        "required": [
          "id",
          "heldOn",
          "scenario",
          "playbook",
          "participants",
          "findings",
          "followUps",
          "state",
          "version",
          "recordedBy",
          "at",
          "attestation"
        ],
        "properties": {
          "id": {
            "type": "string"
          },
          "heldOn": {
            "type": "string"
          },
          "scenario": {
            "type": "string"
          },
          "playbook": {
            "type": "string"
          },
          "participants": {
            "type": "array",
            "items": {
              "type": "string"
            }
          },
          "findings": {
            "type": "string"
          },
          "link": {
            "type": "string"
          },
          "followUps": {
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/FollowUp"
            }
          },
          "state": {
            "type": "string"
          },
          "version": {
            "type": "integer"
          },
          "recordedBy": {
            "type": "string"
          },
          "at": {
            "type": "string"
          },
          "attestation": {
            "type": "string"
          }
        }
      },
      "AgendaItem": {
        "type": "object",
        "required": [
          "key",
          "kind",
          "why",
          "title",
          "carried"
        ],
        "properties": {
          "key": {
            "type": "string"
          },
          "kind": {
            "type": "string",
            "enum": [
              "incident",
              "exception",
              "lowering",
              "toolRequest",
              "tool",
              "workflow",
              "risk",
              "riskAcceptance",
              "failures",
              "review"
            ]
          },
          "why": {
            "type": "string",
            "enum": [
              "waiting",
              "ending",
              "due",
              "open",
              "carried"
            ]
          },
          "title": {
            "type": "string"
          },
          "due": {
            "type": "string"
          },
          "carried": {
            "type": "integer"
          },
          "decision": {
            "type": "object",
            "required": [
              "outcome",
              "reason",
              "dissent",
              "by",
              "at"
            ],
            "properties": {
              "outcome": {
                "type": "string"
              },
              "reason": {
                "type": "string"
              },
              "dissent": {
                "type": "array",
                "items": {
                  "type": "object",
                  "required": [
                    "person",
                    "reason"
                  ],
                  "properties": {
                    "person": {
                      "type": "string"
                    },
                    "reason": {
                      "type": "string"
                    }
                  }
                }
              },
              "present": {
                "description": "Who was there when it was taken; absent in minutes of older versions.",
                "type": "array",
                "items": {
                  "$ref": "#/components/schemas/Attendance"
                }
              },
              "by": {
                "type": "string"
              },
              "at": {
                "type": "string"
              }
            }
          }
        }
      },
      "Attendance": {
        "type": "object",
        "additionalProperties": false,
        "required": [
          "person"
        ],
        "properties": {
          "person": {
            "type": "string",
            "minLength": 1,
            "maxLength": 255
          },
          "seat": {
            "type": "string",
            "minLength": 1,
            "maxLength": 100
          }
        }
      },
      "Meeting": {
        "type": "object",
        "required": [
          "id",
          "state",
          "version",
          "at",
          "convenedBy",
          "on",
          "attendance",
          "quorum",
          "items"
        ],
        "properties": {
          "id": {
            "type": "string"
          },
          "state": {
            "type": "string",
            "enum": [
              "open",
              "held"
            ]
          },
          "version": {
            "type": "integer"
          },
          "at": {
            "type": "string"
          },
          "convenedBy": {
            "type": "string"
          },
          "on": {
            "type": "string"
          },
          "attendance": {
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/Attendance"
            }
          },
          "quorum": {
            "type": "object",
            "required": [
              "needed",
              "present",
              "reached"
            ],
            "properties": {
              "needed": {
                "type": "integer"
              },
              "present": {
                "type": "array",
                "items": {
                  "type": "string"
                }
              },
              "reached": {
                "type": "boolean"
              }
            }
          },
          "items": {
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/AgendaItem"
            }
          },
          "heldBy": {
            "type": "string"
          },
          "heldAt": {
            "type": "string"
          }
        }
      },
      "RiskAcceptance": {
        "type": "object",
        "required": [
          "id",
          "state",
          "control",
          "reason",
          "compensatingControls",
          "acceptedBy",
          "acceptedAt",
          "until"
        ],
        "properties": {
          "id": {
            "type": "string"
          },
          "state": {
            "type": "string",
            "enum": [
              "inForce",
              "ended",
              "replaced",
              "revoked"
            ]
          },
          "control": {
            "type": "string"
          },
          "reason": {
            "type": "string"
          },
          "compensatingControls": {
            "type": "array",
            "items": {
              "type": "string"
            }
          },
          "acceptedBy": {
            "type": "string"
          },
          "acceptedAt": {
            "type": "string"
          },
          "until": {
            "type": "string"
          },
          "endedAt": {
            "type": "string"
          },
          "endedBy": {
            "type": "string"
          },
          "endReason": {
            "type": "string"
          }
        }
      },
      "WorkflowState": {
        "type": "string",
        "enum": [
          "proposed",
          "approved",
          "rejected",
          "retired"
        ]
      },
      "WorkflowProposal": {
        "type": "object",
        "additionalProperties": false,
        "required": [
          "name",
          "description",
          "owner",
          "customerFacing",
          "level",
          "boundary",
          "trail"
        ],
        "properties": {
          "name": {
            "type": "string",
            "minLength": 1,
            "maxLength": 200
          },
          "description": {
            "type": "string",
            "minLength": 1,
            "maxLength": 4000
          },
          "owner": {
            "type": "string",
            "minLength": 1,
            "maxLength": 255
          },
          "customerFacing": {
            "type": "boolean"
          },
          "level": {
            "type": "string",
            "minLength": 1,
            "maxLength": 100
          },
          "boundary": {
            "type": "string",
            "minLength": 1,
            "maxLength": 2000
          },
          "trail": {
            "type": "string",
            "maxLength": 2000,
            "pattern": "^https?://"
          }
        }
      },
      "WorkflowEdit": {
        "type": "object",
        "additionalProperties": false,
        "required": [
          "version",
          "name",
          "description",
          "owner",
          "customerFacing",
          "level",
          "boundary",
          "trail"
        ],
        "properties": {
          "version": {
            "type": "integer",
            "minimum": 1
          },
          "name": {
            "type": "string",
            "minLength": 1,
            "maxLength": 200
          },
          "description": {
            "type": "string",
            "minLength": 1,
            "maxLength": 4000
          },
          "owner": {
            "type": "string",
            "minLength": 1,
            "maxLength": 255
          },
          "customerFacing": {
            "type": "boolean"
          },
          "level": {
            "type": "string",
            "minLength": 1,
            "maxLength": 100
          },
          "boundary": {
            "type": "string",
            "minLength": 1,
            "maxLength": 2000
          },
          "trail": {
            "type": "string",
            "maxLength": 2000,
            "pattern": "^https?://"
          }
        }
      },
      "Workflow": {
        "type": "object",
        "required": [
          "id",
          "state",
          "version",
          "proposedBy",
          "at",
          "approverRole",
          "history",
          "isDue",
          "name",
          "description",
          "owner",
          "customerFacing",
          "level",
          "boundary",
          "trail"
        ],
        "properties": {
          "id": {
            "type": "string"
          },
          "state": {
            "$ref": "#/components/schemas/WorkflowState"
          },
          "version": {
            "type": "integer"
          },
          "proposedBy": {
            "type": "string"
          },
          "at": {
            "type": "string"
          },
          "approverRole": {
            "type": "string"
          },
          "decidedBy": {
            "type": "string"
          },
          "decidedAt": {
            "type": "string"
          },
          "reviewBy": {
            "type": "string"
          },
          "isDue": {
            "type": "boolean"
          },
          "history": {
            "type": "array",
            "items": {
              "type": "object",
              "required": [
                "action",
                "by",
                "at"
              ],
              "properties": {
                "action": {
                  "type": "string"
                },
                "by": {
                  "type": "string"
                },
                "at": {
                  "type": "string"
                },
                "note": {
                  "type": "string"
                }
              }
            }
          },
          "name": {
            "type": "string"
          },
          "description": {
            "type": "string"
          },
          "owner": {
            "type": "string"
          },
          "customerFacing": {
            "type": "boolean"
          },
          "level": {
            "type": "string"
          },
          "boundary": {
            "type": "string"
          },
          "trail": {
            "type": "string"
          }
        }
      },
      "VersionedReason": {
        "type": "object",
        "additionalProperties": false,
        "required": [
          "version",
          "reason"
        ],
        "properties": {
          "version": {
            "type": "integer",
            "minimum": 1
          },
          "reason": {
            "type": "string",
            "minLength": 1,
            "maxLength": 4000
          }
        }
      },
      "Version": {
        "type": "object",
        "additionalProperties": false,
        "required": [
          "version"
        ],
        "properties": {
          "version": {
            "type": "integer",
            "minimum": 1
          }
        }
      },
      "ViolationReport": {
        "type": "object",
        "additionalProperties": false,
        "required": [
          "person",
          "policy",
          "occurredOn",
          "description"
        ],
        "properties": {
          "person": {
            "type": "string",
            "minLength": 1,
            "maxLength": 255
          },
          "policy": {
            "type": "string",
            "minLength": 1,
            "maxLength": 100
          },
          "occurredOn": {
            "type": "string",
            "minLength": 1,
            "maxLength": 10
          },
          "description": {
            "type": "string",
            "minLength": 1,
            "maxLength": 4000
          }
        }
      },
      "Violation": {
        "type": "object",
        "required": [
          "id",
          "state",
          "version",
          "at",
          "reportedBy",
          "occurrence",
          "step",
          "told",
          "person",
          "policy",
          "occurredOn",
          "description"
        ],
        "properties": {
          "id": {
            "type": "string"
          },
          "state": {
            "type": "string",
            "enum": [
              "open",
              "settled"
            ]
          },
          "version": {
            "type": "integer"
          },
          "at": {
            "type": "string"
          },
          "reportedBy": {
            "type": "string"
          },
          "occurrence": {
            "type": "integer"
          },
          "step": {
            "type": "string"
          },
          "told": {
            "type": "array",
            "items": {
              "type": "string"
            }
          },
          "person": {
            "type": "string"
          },
          "policy": {
            "type": "string"
          },
          "occurredOn": {
            "type": "string"
          },
          "description": {
            "type": "string"
          },
          "settlement": {
            "type": "object",
            "required": [
              "text",
              "by",
              "at"
            ],
            "properties": {
              "text": {
                "type": "string"
              },
              "by": {
                "type": "string"
              },
              "at": {
                "type": "string"
              }
            }
          }
        }
      },
      "FeedbackVerdict": {
        "type": "string",
        "enum": [
          "useful",
          "noisy",
          "wrong",
          "unclear"
        ]
      },
      "ControlFeedback": {
        "type": "object",
        "required": [
          "control",
          "verdict",
          "at"
        ],
        "properties": {
          "control": {
            "type": "string"
          },
          "verdict": {
            "$ref": "#/components/schemas/FeedbackVerdict"
          },
          "text": {
            "type": "string"
          },
          "at": {
            "type": "string"
          }
        }
      },
      "Failures": {
        "type": "object",
        "required": [
          "week",
          "from",
          "to",
          "items"
        ],
        "properties": {
          "week": {
            "type": "string"
          },
          "from": {
            "type": "string"
          },
          "to": {
            "type": "string"
          },
          "items": {
            "type": "array",
            "items": {
              "type": "object",
              "required": [
                "control",
                "entities",
                "entityRefs"
              ],
              "properties": {
                "control": {
                  "type": "string"
                },
                "entities": {
                  "type": "integer"
                },
                "entityRefs": {
                  "type": "array",
                  "items": {
                    "type": "string"
                  }
                }
              }
            }
          },
          "review": {
            "type": "object",
            "required": [
              "notes",
              "by",
              "at"
            ],
            "properties": {
              "notes": {
                "type": "string"
              },
              "by": {
                "type": "string"
              },
              "at": {
                "type": "string"
              }
            }
          }
        }
      },
      "Accountability": {
        "type": "object",
        "required": [
          "frameworkVersion",
          "digest",
          "own",
          "holders"
        ],
        "properties": {
          "frameworkVersion": {
            "type": "string"
          },
          "digest": {
            "type": "string"
          },
          "own": {
            "type": "object",
            "required": [
              "isCurrent"
            ],
            "properties": {
              "acknowledgedAt": {
                "type": "string"
              },
              "isCurrent": {
                "type": "boolean"
              }
            }
          },
          "holders": {
            "description": "People and groups of each role of the framework that somebody is named for",
            "type": "object",
            "additionalProperties": {
              "type": "array",
              "items": {
                "type": "string"
              }
            }
          },
          "teams": {
            "type": "array",
            "items": {
              "type": "object",
              "required": [
                "group",
                "members"
              ],
              "properties": {
                "group": {
                  "type": "string"
                },
                "members": {
                  "type": "integer"
                },
                "acknowledged": {
                  "type": "integer"
                }
              }
            }
          }
        }
      },
      "AdoptionTeam": {
        "type": "object",
        "required": [
          "team",
          "stage",
          "entities",
          "moves"
        ],
        "properties": {
          "team": {
            "type": "string"
          },
          "stage": {
            "type": [
              "string",
              "null"
            ]
          },
          "entities": {
            "type": "integer"
          },
          "next": {
            "type": "object",
            "required": [
              "stage",
              "isReady",
              "items",
              "missingChecklists"
            ],
            "properties": {
              "stage": {
                "type": "string"
              },
              "isReady": {
                "type": "boolean"
              },
              "items": {
                "type": "array",
                "items": {
                  "$ref": "#/components/schemas/PlanItemState"
                }
              },
              "missingChecklists": {
                "type": "array",
                "items": {
                  "type": "string"
                }
              }
            }
          },
          "ahead": {
            "type": "object",
            "required": [
              "entities",
              "first"
            ],
            "properties": {
              "entities": {
                "type": "integer"
              },
              "first": {
                "type": "array",
                "items": {
                  "type": "object",
                  "required": [
                    "entityRef",
                    "stage"
                  ],
                  "properties": {
                    "entityRef": {
                      "type": "string"
                    },
                    "stage": {
                      "type": "string"
                    }
                  }
                }
              }
            }
          },
          "moves": {
            "type": "array",
            "items": {
              "type": "object",
              "required": [
                "from",
                "to",
                "reason",
                "by",
                "at"
              ],
              "properties": {
                "from": {
                  "type": [
                    "string",
                    "null"
                  ]
                },
                "to": {
                  "type": [
                    "string",
                    "null"
                  ]
                },
                "reason": {
                  "type": "string"
                },
                "by": {
                  "type": "string"
                },
                "at": {
                  "type": "string"
                }
              }
            }
          }
        }
      },
      "InventoryEntity": {
        "type": "object",
        "required": [
          "entityRef",
          "kind",
          "owners",
          "annotations"
        ],
        "additionalProperties": false,
        "properties": {
          "entityRef": {
            "type": "string",
            "minLength": 1,
            "maxLength": 512
          },
          "kind": {
            "type": "string",
            "minLength": 1,
            "maxLength": 64
          },
          "title": {
            "type": "string"
          },
          "type": {
            "type": "string"
          },
          "lifecycle": {
            "type": "string"
          },
          "owners": {
            "type": "array",
            "maxItems": 100,
            "items": {
              "type": "string"
            }
          },
          "system": {
            "type": "string"
          },
          "domain": {
            "type": "string",
            "description": "Of a system or a domain the one it lies in."
          },
          "onlyHolds": {
            "const": true,
            "description": "Told only for where what it holds lies, and not governed itself."
          },
          "location": {
            "type": "string"
          },
          "sourceLocation": {
            "type": "string"
          },
          "annotations": {
            "type": "object",
            "additionalProperties": {
              "type": "string"
            }
          },
          "catalog": {
            "type": "object",
            "description": "What GET /inventory/wanted asks for.",
            "additionalProperties": false,
            "properties": {
              "annotations": {
                "type": "object",
                "maxProperties": 100,
                "additionalProperties": {
                  "type": [
                    "string",
                    "null"
                  ]
                }
              },
              "tags": {
                "type": "array",
                "maxItems": 200,
                "items": {
                  "type": "string"
                }
              },
              "relations": {
                "type": "object",
                "maxProperties": 10,
                "additionalProperties": {
                  "type": "array",
                  "maxItems": 200,
                  "items": {
                    "type": "string"
                  }
                }
              }
            }
          }
        }
      },
      "TrainingCompletion": {
        "type": "object",
        "required": [
          "person",
          "course",
          "completedOn"
        ],
        "additionalProperties": false,
        "properties": {
          "person": {
            "type": "string",
            "minLength": 1,
            "maxLength": 512
          },
          "course": {
            "type": "string",
            "minLength": 1,
            "maxLength": 255
          },
          "completedOn": {
            "type": "string",
            "minLength": 1,
            "maxLength": 30
          },
          "score": {
            "type": "number"
          },
          "validUntil": {
            "type": "string",
            "minLength": 1,
            "maxLength": 30
          }
        }
      },
      "RowProblems": {
        "type": "array",
        "items": {
          "type": "object",
          "required": [
            "line",
            "reason"
          ],
          "properties": {
            "line": {
              "type": "integer"
            },
            "reason": {
              "type": "string"
            }
          }
        }
      },
      "ImportRecord": {
        "type": "object",
        "required": [
          "id",
          "kind",
          "source",
          "asOf",
          "ageDays",
          "rows",
          "summary",
          "digest",
          "importedAt"
        ],
        "properties": {
          "id": {
            "type": "string"
          },
          "kind": {
            "$ref": "#/components/schemas/ImportKind"
          },
          "source": {
            "type": "string"
          },
          "asOf": {
            "type": "string"
          },
          "ageDays": {
            "type": "integer"
          },
          "period": {
            "type": "object",
            "required": [
              "from",
              "to"
            ],
            "properties": {
              "from": {
                "type": "string"
              },
              "to": {
                "type": "string"
              }
            }
          },
          "link": {
            "type": "string"
          },
          "rows": {
            "type": "integer"
          },
          "summary": {
            "type": "string"
          },
          "digest": {
            "type": "string"
          },
          "importedAt": {
            "type": "string"
          },
          "written": {
            "type": "boolean",
            "description": "False when the very same was imported before."
          },
          "inForce": {
            "type": "boolean",
            "description": "False when a newer import of the source is in force."
          },
          "notFound": {
            "type": "array",
            "description": "Repositories and entities that governance does not know.",
            "items": {
              "type": "string"
            }
          }
        }
      },
      "ImportKind": {
        "type": "string",
        "enum": [
          "asset-inventory",
          "egress-report",
          "gap-analysis",
          "licence-remediation"
        ]
      }
    },
    "responses": {
      "Error": {
        "description": "What is wrong and what to change.",
        "content": {
          "application/json": {
            "schema": {
              "$ref": "#/components/schemas/Error"
            }
          }
        }
      }
    }
  },
  "security": [
    {
      "JWT": []
    }
  ],
  "paths": {
    "/framework": {
      "get": {
        "operationId": "GetFramework",
        "x-access": {
          "callers": "everyone"
        },
        "description": "The framework in force with its check types and the AI tools.",
        "responses": {
          "200": {
            "description": "The framework in force.",
            "content": {
              "application/json": {
                "schema": {
                  "type": "object",
                  "required": [
                    "framework",
                    "digest",
                    "inForceSince",
                    "timeZone",
                    "checkTypes",
                    "tools"
                  ],
                  "properties": {
                    "framework": {
                      "$ref": "#/components/schemas/JsonObject"
                    },
                    "digest": {
                      "type": "string"
                    },
                    "inForceSince": {
                      "type": "string"
                    },
                    "timeZone": {
                      "type": "string",
                      "description": "IANA zone of the organization. Dates that people enter end there at 24:00."
                    },
                    "checkTypes": {
                      "type": "array",
                      "items": {
                        "$ref": "#/components/schemas/JsonObject"
                      }
                    },
                    "tools": {
                      "type": "array",
                      "items": {
                        "$ref": "#/components/schemas/JsonObject"
                      }
                    },
                    "badges": {
                      "type": "boolean"
                    },
                    "riskAcceptances": {
                      "description": "Risks that the executive sponsor accepts now, the soonest to end first; absent without any, and for those who may not read scorecards.",
                      "type": "array",
                      "items": {
                        "$ref": "#/components/schemas/RiskAcceptance"
                      }
                    },
                    "refused": {
                      "description": "Mistakes of the configured file, which is not in force because of them.",
                      "type": "array",
                      "items": {
                        "type": "object",
                        "required": [
                          "path",
                          "message"
                        ],
                        "properties": {
                          "path": {
                            "type": "string"
                          },
                          "message": {
                            "type": "string"
                          },
                          "line": {
                            "type": "integer"
                          }
                        }
                      }
                    }
                  }
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/Error"
          }
        }
      }
    },
    "/framework/versions": {
      "get": {
        "operationId": "GetFrameworkVersions",
        "x-access": {
          "callers": "everyone"
        },
        "description": "Every framework version that was ever in force, newest first.",
        "responses": {
          "200": {
            "description": "Versions.",
            "content": {
              "application/json": {
                "schema": {
                  "type": "object",
                  "required": [
                    "items",
                    "proposals"
                  ],
                  "properties": {
                    "items": {
                      "type": "array",
                      "items": {
                        "type": "object",
                        "required": [
                          "id",
                          "version",
                          "digest",
                          "inForceSince",
                          "by"
                        ],
                        "properties": {
                          "id": {
                            "type": "string"
                          },
                          "version": {
                            "type": "string"
                          },
                          "digest": {
                            "type": "string"
                          },
                          "inForceSince": {
                            "type": "string"
                          },
                          "inForceUntil": {
                            "type": "string"
                          },
                          "by": {
                            "type": "string"
                          }
                        }
                      }
                    },
                    "proposals": {
                      "type": "array",
                      "items": {
                        "$ref": "#/components/schemas/FrameworkProposal"
                      }
                    }
                  }
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/Error"
          }
        }
      },
      "post": {
        "operationId": "ProposeFramework",
        "x-access": {
          "callers": "people",
          "permission": "ai-governance.framework.propose"
        },
        "description": "Proposes a version. A document with mistakes is refused with all of them.",
        "requestBody": {
          "required": true,
          "content": {
            "application/json": {
              "schema": {
                "type": "object",
                "additionalProperties": false,
                "required": [
                  "document",
                  "reason"
                ],
                "properties": {
                  "document": {
                    "description": "A framework file, as its text or as JSON.",
                    "oneOf": [
                      {
                        "type": "string",
                        "minLength": 1
                      },
                      {
                        "type": "object"
                      }
                    ]
                  },
                  "reason": {
                    "type": "string",
                    "minLength": 1,
                    "maxLength": 2000
                  }
                }
              }
            }
          }
        },
        "responses": {
          "201": {
            "description": "The proposal.",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/FrameworkProposal"
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/Error"
          }
        }
      }
    },
    "/framework/versions/{id}": {
      "parameters": [
        {
          "$ref": "#/components/parameters/frameworkVersion"
        }
      ],
      "get": {
        "operationId": "GetFrameworkVersion",
        "x-access": {
          "callers": "everyone"
        },
        "description": "A proposed version with what it changes against the one in force, or against another proposed one.",
        "parameters": [
          {
            "name": "against",
            "in": "query",
            "description": "Id of another version to compare with.",
            "schema": {
              "type": "string",
              "minLength": 1,
              "maxLength": 100
            }
          }
        ],
        "responses": {
          "200": {
            "description": "The version.",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/FrameworkProposal"
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/Error"
          }
        }
      }
    },
    "/framework/versions/{id}/dry-run": {
      "parameters": [
        {
          "$ref": "#/components/parameters/frameworkVersion"
        }
      ],
      "post": {
        "operationId": "DryRunFramework",
        "x-access": {
          "callers": "people",
          "permission": "ai-governance.framework.propose",
          "orPermission": "ai-governance.framework.activate"
        },
        "description": "Judges every entity that the caller sees under the version and says what differs. Counts are of the entities behind the cursor.",
        "parameters": [
          {
            "$ref": "#/components/parameters/limit"
          },
          {
            "$ref": "#/components/parameters/cursor"
          },
          {
            "name": "control",
            "in": "query",
            "description": "Names only entities of which this control changes.",
            "schema": {
              "type": "string",
              "minLength": 1,
              "maxLength": 200
            }
          }
        ],
        "responses": {
          "200": {
            "description": "The version.",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/FrameworkDryRun"
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/Error"
          }
        }
      }
    },
    "/framework/versions/{id}/activate": {
      "parameters": [
        {
          "$ref": "#/components/parameters/frameworkVersion"
        }
      ],
      "post": {
        "operationId": "ActivateFramework",
        "x-access": {
          "callers": "people",
          "permission": "ai-governance.framework.activate"
        },
        "description": "Puts a version in force that somebody else proposed. What asks for more counts from effectiveFrom on, 30 days ahead where it is absent.",
        "requestBody": {
          "required": true,
          "content": {
            "application/json": {
              "schema": {
                "type": "object",
                "additionalProperties": false,
                "required": [
                  "reason"
                ],
                "properties": {
                  "reason": {
                    "type": "string",
                    "minLength": 1,
                    "maxLength": 2000
                  },
                  "effectiveFrom": {
                    "type": "string",
                    "minLength": 1,
                    "maxLength": 40
                  }
                }
              }
            }
          }
        },
        "responses": {
          "200": {
            "description": "The version.",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/FrameworkProposal"
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/Error"
          }
        }
      }
    },
    "/framework/versions/{id}/rollback": {
      "parameters": [
        {
          "$ref": "#/components/parameters/frameworkVersion"
        }
      ],
      "post": {
        "operationId": "RollBackFramework",
        "x-access": {
          "callers": "people",
          "permission": "ai-governance.framework.activate"
        },
        "description": "Returns to what was in force before the version.",
        "requestBody": {
          "required": true,
          "content": {
            "application/json": {
              "schema": {
                "type": "object",
                "additionalProperties": false,
                "required": [
                  "reason"
                ],
                "properties": {
                  "reason": {
                    "type": "string",
                    "minLength": 1,
                    "maxLength": 2000
                  }
                }
              }
            }
          }
        },
        "responses": {
          "200": {
            "description": "The version.",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/FrameworkProposal"
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/Error"
          }
        }
      }
    },
    "/framework/versions/{id}/reject": {
      "parameters": [
        {
          "$ref": "#/components/parameters/frameworkVersion"
        }
      ],
      "post": {
        "operationId": "RejectFramework",
        "x-access": {
          "callers": "people",
          "permission": "ai-governance.framework.activate",
          "asker": true
        },
        "description": "Refuses a proposal, or takes the own one back.",
        "requestBody": {
          "required": true,
          "content": {
            "application/json": {
              "schema": {
                "type": "object",
                "additionalProperties": false,
                "required": [
                  "reason"
                ],
                "properties": {
                  "reason": {
                    "type": "string",
                    "minLength": 1,
                    "maxLength": 2000
                  }
                }
              }
            }
          }
        },
        "responses": {
          "200": {
            "description": "The version.",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/FrameworkProposal"
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/Error"
          }
        }
      }
    },
    "/entities/{kind}/{namespace}/{name}/scorecard": {
      "parameters": [
        {
          "$ref": "#/components/parameters/kind"
        },
        {
          "$ref": "#/components/parameters/namespace"
        },
        {
          "$ref": "#/components/parameters/name"
        }
      ],
      "get": {
        "operationId": "GetScorecard",
        "x-access": {
          "callers": "everyone",
          "permission": "ai-governance.scorecard.read"
        },
        "description": "The judgement of one entity as of now.",
        "responses": {
          "200": {
            "description": "The scorecard, or why there is none.",
            "content": {
              "application/json": {
                "schema": {
                  "type": "object",
                  "required": [
                    "collection",
                    "organization",
                    "allowed"
                  ],
                  "properties": {
                    "scorecard": {
                      "$ref": "#/components/schemas/JsonObject"
                    },
                    "notAssessable": {
                      "type": "object",
                      "required": [
                        "reason"
                      ],
                      "properties": {
                        "reason": {
                          "type": "string"
                        }
                      }
                    },
                    "aheadOfTeam": {
                      "type": "object",
                      "description": "Present when the entity declares an adoption stage before its owning team took it.",
                      "required": [
                        "team",
                        "teamStage",
                        "declared",
                        "next"
                      ],
                      "properties": {
                        "team": {
                          "type": "string"
                        },
                        "teamStage": {
                          "type": [
                            "string",
                            "null"
                          ]
                        },
                        "declared": {
                          "type": "string"
                        },
                        "next": {
                          "type": "string"
                        }
                      }
                    },
                    "collection": {
                      "$ref": "#/components/schemas/CollectionState"
                    },
                    "organization": {
                      "type": "object",
                      "required": [
                        "level",
                        "ownLevel",
                        "threshold",
                        "exampleData"
                      ],
                      "properties": {
                        "level": {
                          "type": "integer"
                        },
                        "ownLevel": {
                          "type": "integer"
                        },
                        "threshold": {
                          "type": "number"
                        },
                        "exampleData": {
                          "type": "boolean"
                        },
                        "target": {
                          "$ref": "#/components/schemas/MaturityTarget"
                        }
                      }
                    },
                    "allowed": {
                      "type": "object",
                      "required": [
                        "declare",
                        "assess"
                      ],
                      "properties": {
                        "declare": {
                          "type": "boolean"
                        },
                        "assess": {
                          "type": "boolean"
                        },
                        "readFindings": {
                          "type": "boolean",
                          "description": "Whether the caller may know where findings are (`ai-governance.finding.read`). Without it their paths, lines and links are left out."
                        }
                      }
                    }
                  }
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/Error"
          }
        }
      }
    },
    "/entities/{kind}/{namespace}/{name}/history": {
      "parameters": [
        {
          "$ref": "#/components/parameters/kind"
        },
        {
          "$ref": "#/components/parameters/namespace"
        },
        {
          "$ref": "#/components/parameters/name"
        }
      ],
      "get": {
        "operationId": "GetHistory",
        "x-access": {
          "callers": "everyone",
          "permission": "ai-governance.scorecard.read"
        },
        "description": "Stored changes of the judgement, newest first.",
        "parameters": [
          {
            "name": "control",
            "in": "query",
            "description": "Only changes of this control.",
            "schema": {
              "type": "string",
              "minLength": 1,
              "maxLength": 255
            }
          },
          {
            "$ref": "#/components/parameters/limit"
          },
          {
            "$ref": "#/components/parameters/cursor"
          }
        ],
        "responses": {
          "200": {
            "description": "Changes.",
            "content": {
              "application/json": {
                "schema": {
                  "type": "object",
                  "required": [
                    "items"
                  ],
                  "properties": {
                    "items": {
                      "type": "array",
                      "items": {
                        "$ref": "#/components/schemas/JsonObject"
                      }
                    },
                    "since": {
                      "type": "object",
                      "description": "Since when each control has its status; first page only.",
                      "additionalProperties": {
                        "type": "string"
                      }
                    },
                    "nextCursor": {
                      "type": "string"
                    }
                  }
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/Error"
          }
        }
      }
    },
    "/entities/{kind}/{namespace}/{name}/replay": {
      "parameters": [
        {
          "$ref": "#/components/parameters/kind"
        },
        {
          "$ref": "#/components/parameters/namespace"
        },
        {
          "$ref": "#/components/parameters/name"
        }
      ],
      "get": {
        "operationId": "ReplayScorecard",
        "x-access": {
          "callers": "everyone",
          "permission": "ai-governance.scorecard.read"
        },
        "description": "The scorecard as of a past instant, judged again from what it was made from, and whether the outcome is the recorded one.",
        "parameters": [
          {
            "name": "at",
            "in": "query",
            "required": true,
            "allowReserved": true,
            "description": "ISO 8601 instant with a time zone.",
            "schema": {
              "type": "string",
              "minLength": 1,
              "maxLength": 40
            }
          }
        ],
        "responses": {
          "200": {
            "description": "The scorecard then.",
            "content": {
              "application/json": {
                "schema": {
                  "type": "object",
                  "required": [
                    "at",
                    "judgedAt",
                    "framework",
                    "exact",
                    "digests",
                    "scorecard"
                  ],
                  "properties": {
                    "at": {
                      "type": "string"
                    },
                    "judgedAt": {
                      "type": "string"
                    },
                    "framework": {
                      "$ref": "#/components/schemas/JsonObject"
                    },
                    "exact": {
                      "type": "boolean"
                    },
                    "digests": {
                      "type": "array",
                      "items": {
                        "type": "object",
                        "required": [
                          "subject",
                          "recorded",
                          "replayed"
                        ],
                        "properties": {
                          "subject": {
                            "type": "string"
                          },
                          "recorded": {
                            "type": "string"
                          },
                          "replayed": {
                            "type": "string"
                          }
                        }
                      }
                    },
                    "scorecard": {
                      "$ref": "#/components/schemas/JsonObject"
                    }
                  }
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/Error"
          }
        }
      }
    },
    "/entities/{kind}/{namespace}/{name}/profile": {
      "parameters": [
        {
          "$ref": "#/components/parameters/kind"
        },
        {
          "$ref": "#/components/parameters/namespace"
        },
        {
          "$ref": "#/components/parameters/name"
        }
      ],
      "get": {
        "operationId": "GetProfile",
        "x-access": {
          "callers": "everyone",
          "permission": "ai-governance.scorecard.read"
        },
        "description": "The profile in force with where each value comes from.",
        "responses": {
          "200": {
            "description": "The profile.",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/JsonObject"
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/Error"
          }
        }
      },
      "put": {
        "operationId": "DeclareProfile",
        "x-access": {
          "callers": "people",
          "permission": "ai-governance.profile.declare"
        },
        "description": "Declares the profile. What lowers a protection waits for a second person; the rest is in force at once.",
        "requestBody": {
          "required": true,
          "content": {
            "application/json": {
              "schema": {
                "$ref": "#/components/schemas/DeclareRequest"
              }
            }
          }
        },
        "responses": {
          "200": {
            "description": "The profile after the declaration.",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/JsonObject"
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/Error"
          }
        }
      }
    },
    "/entities/{kind}/{namespace}/{name}/profile/patch": {
      "parameters": [
        {
          "$ref": "#/components/parameters/kind"
        },
        {
          "$ref": "#/components/parameters/namespace"
        },
        {
          "$ref": "#/components/parameters/name"
        }
      ],
      "get": {
        "operationId": "GetDescriptorPatch",
        "x-access": {
          "callers": "everyone",
          "permission": "ai-governance.scorecard.read"
        },
        "description": "What the portal declares as a change of the catalog-info.yaml that the entity came from.",
        "responses": {
          "200": {
            "description": "The change as a unified diff, and the file as it would be.",
            "content": {
              "application/json": {
                "schema": {
                  "type": "object",
                  "required": [
                    "path",
                    "diff",
                    "content",
                    "changes"
                  ],
                  "properties": {
                    "path": {
                      "type": "string"
                    },
                    "url": {
                      "type": "string"
                    },
                    "diff": {
                      "type": "string"
                    },
                    "content": {
                      "type": "string"
                    },
                    "changes": {
                      "type": "boolean"
                    }
                  }
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/Error"
          }
        }
      }
    },
    "/entities/{kind}/{namespace}/{name}/assess": {
      "parameters": [
        {
          "$ref": "#/components/parameters/kind"
        },
        {
          "$ref": "#/components/parameters/namespace"
        },
        {
          "$ref": "#/components/parameters/name"
        }
      ],
      "post": {
        "operationId": "AssessEntity",
        "x-access": {
          "callers": "everyone",
          "permission": "ai-governance.assessment.run"
        },
        "description": "Looks at the entity's sources again, its repositories and code host and what other services say of just this entity, and judges it anew. What is only sent by others comes when they send it (`collection.lastSentAt`).",
        "responses": {
          "202": {
            "description": "Looking; follow `collection` of the scorecard.",
            "content": {
              "application/json": {
                "schema": {
                  "type": "object",
                  "required": [
                    "collection"
                  ],
                  "properties": {
                    "collection": {
                      "$ref": "#/components/schemas/CollectionState"
                    }
                  }
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/Error"
          }
        }
      }
    },
    "/scorecards": {
      "get": {
        "operationId": "ListScorecards",
        "x-access": {
          "callers": "everyone",
          "permission": "ai-governance.scorecard.read"
        },
        "description": "Scorecards the caller may see. Conditions in one filter parameter are joined by commas: different keys must all hold, the same key any of its values. Several filter parameters are alternatives.",
        "parameters": [
          {
            "$ref": "#/components/parameters/filter"
          },
          {
            "name": "orderBy",
            "in": "query",
            "allowReserved": true,
            "description": "`field:asc` or `field:desc`.",
            "schema": {
              "type": "string",
              "minLength": 1,
              "maxLength": 60
            }
          },
          {
            "$ref": "#/components/parameters/limit"
          },
          {
            "$ref": "#/components/parameters/cursor"
          }
        ],
        "responses": {
          "200": {
            "description": "One page.",
            "content": {
              "application/json": {
                "schema": {
                  "type": "object",
                  "required": [
                    "items",
                    "totalItems"
                  ],
                  "properties": {
                    "items": {
                      "type": "array",
                      "items": {
                        "$ref": "#/components/schemas/ScorecardListItem"
                      }
                    },
                    "nextCursor": {
                      "type": "string"
                    },
                    "totalItems": {
                      "type": "integer"
                    }
                  }
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/Error"
          }
        }
      }
    },
    "/scorecards/by-refs": {
      "post": {
        "operationId": "GetScorecardsByRefs",
        "x-access": {
          "callers": "everyone",
          "permission": "ai-governance.scorecard.read"
        },
        "description": "Up to 5,000 scorecards by entity ref in one request.",
        "requestBody": {
          "required": true,
          "content": {
            "application/json": {
              "schema": {
                "type": "object",
                "required": [
                  "entityRefs"
                ],
                "additionalProperties": false,
                "properties": {
                  "entityRefs": {
                    "type": "array",
                    "maxItems": 5000,
                    "items": {
                      "type": "string",
                      "minLength": 1,
                      "maxLength": 512
                    }
                  }
                }
              }
            }
          }
        },
        "responses": {
          "200": {
            "description": "The scorecards found, in no particular order.",
            "content": {
              "application/json": {
                "schema": {
                  "type": "object",
                  "required": [
                    "items"
                  ],
                  "properties": {
                    "items": {
                      "type": "array",
                      "items": {
                        "$ref": "#/components/schemas/ScorecardListItem"
                      }
                    }
                  }
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/Error"
          }
        }
      }
    },
    "/scorecards/changes": {
      "get": {
        "operationId": "GetScorecardChanges",
        "x-access": {
          "callers": "services"
        },
        "description": "Durable feed of entities whose judgement changed.",
        "parameters": [
          {
            "name": "since",
            "in": "query",
            "allowReserved": true,
            "description": "nextCursor of the answer before. Absent: from where the consumer was, else from the beginning.",
            "schema": {
              "type": "string",
              "minLength": 1
            }
          },
          {
            "name": "consumer",
            "in": "query",
            "description": "Name under which the position in `since` is remembered, so that a consumer goes on where it was after a restart. Services only.",
            "schema": {
              "type": "string",
              "pattern": "^[a-z][a-z0-9-]{0,59}$"
            }
          },
          {
            "$ref": "#/components/parameters/limit"
          }
        ],
        "responses": {
          "200": {
            "description": "Changed refs in the order of their change.",
            "content": {
              "application/json": {
                "schema": {
                  "type": "object",
                  "required": [
                    "items",
                    "nextCursor"
                  ],
                  "properties": {
                    "items": {
                      "type": "array",
                      "items": {
                        "type": "object",
                        "required": [
                          "entityRef",
                          "revision"
                        ],
                        "properties": {
                          "entityRef": {
                            "type": "string"
                          },
                          "revision": {
                            "type": "integer",
                            "description": "Newest revision of anything it is judged by."
                          }
                        }
                      }
                    },
                    "nextCursor": {
                      "type": "string"
                    }
                  }
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/Error"
          }
        }
      }
    },
    "/summary": {
      "get": {
        "operationId": "GetSummary",
        "x-access": {
          "callers": "everyone",
          "permission": "ai-governance.scorecard.read"
        },
        "description": "The organization as it is now, in total and by group. Callers who may read part of it get numbers of that part. An entity with several owners counts for each of them and once in total.",
        "parameters": [
          {
            "name": "groupBy",
            "in": "query",
            "description": "Totals only where absent.",
            "schema": {
              "type": "string",
              "enum": [
                "owner",
                "system",
                "domain",
                "type",
                "lifecycle"
              ]
            }
          },
          {
            "name": "rollup",
            "in": "query",
            "description": "With groupBy=owner: nested (the default) lets a group count what groups below it own, each entity once; direct does not. A domain always counts what lies in the domains inside of it.",
            "schema": {
              "type": "string",
              "enum": [
                "direct",
                "nested"
              ]
            }
          },
          {
            "$ref": "#/components/parameters/filter"
          }
        ],
        "responses": {
          "200": {
            "description": "The rollups.",
            "content": {
              "application/json": {
                "schema": {
                  "type": "object",
                  "required": [
                    "at",
                    "organization",
                    "isComplete",
                    "totals"
                  ],
                  "properties": {
                    "at": {
                      "type": "string"
                    },
                    "organization": {
                      "$ref": "#/components/schemas/OrganizationMaturity"
                    },
                    "isComplete": {
                      "type": "boolean"
                    },
                    "exampleData": {
                      "type": "boolean"
                    },
                    "target": {
                      "$ref": "#/components/schemas/MaturityTarget"
                    },
                    "collection": {
                      "$ref": "#/components/schemas/CollectionHealth"
                    },
                    "totals": {
                      "$ref": "#/components/schemas/MaturityRollup"
                    },
                    "groupBy": {
                      "type": "string"
                    },
                    "rollup": {
                      "type": "string",
                      "enum": [
                        "direct",
                        "nested"
                      ]
                    },
                    "groups": {
                      "type": "array",
                      "items": {
                        "allOf": [
                          {
                            "$ref": "#/components/schemas/MaturityRollup"
                          },
                          {
                            "type": "object",
                            "required": [
                              "key"
                            ],
                            "properties": {
                              "key": {
                                "type": [
                                  "string",
                                  "null"
                                ]
                              },
                              "parents": {
                                "type": "array",
                                "items": {
                                  "type": "string"
                                }
                              }
                            }
                          }
                        ]
                      }
                    }
                  }
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/Error"
          }
        }
      }
    },
    "/push-next": {
      "get": {
        "operationId": "GetPushNext",
        "x-access": {
          "callers": "everyone",
          "permission": "ai-governance.scorecard.read"
        },
        "description": "What to close next so that, within a budget, most of the entities asked for reach their next level. What a group or the organization closes counts once for everybody it holds back. `atMost` bounds what any plan could lift where the best one could not be found for certain.",
        "parameters": [
          {
            "name": "budget",
            "in": "query",
            "description": "What all closings together may cost: a small one 1, a medium one 3, a large one 8. 40 where absent.",
            "schema": {
              "type": "integer",
              "minimum": 0,
              "maximum": 10000
            }
          },
          {
            "name": "aim",
            "in": "query",
            "description": "official (the default) for the levels in force, which the organization's parts hold back too; own for what entities and their groups can reach by themselves; organization for the organization's own level: its own parts up to the next one, and as many entities as its threshold asks for. The latter takes neither filter nor refs, and is for callers who may see everything.",
            "schema": {
              "type": "string",
              "enum": [
                "official",
                "own",
                "organization"
              ]
            }
          },
          {
            "name": "price",
            "in": "query",
            "description": "effort (the default) finds the cheapest plan; closings counts each closing as 1, in the budget too, and finds the fewest.",
            "schema": {
              "type": "string",
              "enum": [
                "effort",
                "closings"
              ]
            }
          },
          {
            "name": "refs",
            "in": "query",
            "allowReserved": true,
            "description": "Plans for these entities only, as far as they count.",
            "schema": {
              "type": "array",
              "minItems": 1,
              "maxItems": 100,
              "items": {
                "type": "string",
                "minLength": 1,
                "maxLength": 512
              }
            }
          },
          {
            "name": "effort",
            "in": "query",
            "description": "Efforts that differ from the framework's: `SEC-002=large` for every part of the control, `SEC-002/entity=small` for one of them.",
            "schema": {
              "type": "array",
              "maxItems": 100,
              "items": {
                "type": "string",
                "minLength": 1,
                "maxLength": 300
              }
            }
          },
          {
            "$ref": "#/components/parameters/filter"
          }
        ],
        "responses": {
          "200": {
            "description": "The plan, most helpful steps first.",
            "content": {
              "application/json": {
                "schema": {
                  "type": "object",
                  "required": [
                    "at",
                    "isComplete",
                    "aim",
                    "price",
                    "budget",
                    "cost",
                    "isExact",
                    "atMost",
                    "entities",
                    "before",
                    "after",
                    "steps",
                    "lifted",
                    "liftedCount"
                  ],
                  "properties": {
                    "at": {
                      "type": "string"
                    },
                    "isComplete": {
                      "type": "boolean"
                    },
                    "exampleData": {
                      "type": "boolean"
                    },
                    "aim": {
                      "type": "string",
                      "enum": [
                        "official",
                        "own",
                        "organization"
                      ]
                    },
                    "price": {
                      "type": "string",
                      "enum": [
                        "effort",
                        "closings"
                      ]
                    },
                    "organization": {
                      "type": "object",
                      "description": "With aim=organization what its next own level takes: its own open parts, and the entities that have to rise.",
                      "required": [
                        "from",
                        "reached",
                        "parts",
                        "entities"
                      ],
                      "properties": {
                        "from": {
                          "type": "integer"
                        },
                        "to": {
                          "type": "integer"
                        },
                        "reached": {
                          "type": "boolean"
                        },
                        "parts": {
                          "type": "integer"
                        },
                        "entities": {
                          "type": "integer"
                        }
                      }
                    },
                    "budget": {
                      "type": "integer"
                    },
                    "cost": {
                      "type": "number"
                    },
                    "isExact": {
                      "type": "boolean"
                    },
                    "atMost": {
                      "type": "integer"
                    },
                    "entities": {
                      "type": "integer"
                    },
                    "before": {
                      "$ref": "#/components/schemas/JsonObject"
                    },
                    "after": {
                      "$ref": "#/components/schemas/JsonObject"
                    },
                    "steps": {
                      "type": "array",
                      "items": {
                        "type": "object",
                        "required": [
                          "key",
                          "scope",
                          "effort",
                          "cost",
                          "subjectCount",
                          "subjects",
                          "lifts",
                          "liftsTo",
                          "liftedSoFar"
                        ],
                        "properties": {
                          "key": {
                            "type": "string"
                          },
                          "control": {
                            "type": "string"
                          },
                          "check": {
                            "type": "string"
                          },
                          "scope": {
                            "type": "string",
                            "enum": [
                              "entity",
                              "group",
                              "organization"
                            ]
                          },
                          "effort": {
                            "type": "string",
                            "enum": [
                              "small",
                              "medium",
                              "large"
                            ]
                          },
                          "cost": {
                            "type": "number"
                          },
                          "subjectCount": {
                            "type": "integer"
                          },
                          "subjects": {
                            "type": "array",
                            "items": {
                              "$ref": "#/components/schemas/JsonObject"
                            }
                          },
                          "lifts": {
                            "type": "integer"
                          },
                          "liftsTo": {
                            "$ref": "#/components/schemas/JsonObject"
                          },
                          "liftedSoFar": {
                            "type": "integer"
                          }
                        }
                      }
                    },
                    "lifted": {
                      "type": "array",
                      "items": {
                        "$ref": "#/components/schemas/JsonObject"
                      }
                    },
                    "liftedCount": {
                      "type": "integer"
                    },
                    "standing": {
                      "$ref": "#/components/schemas/JsonObject"
                    }
                  }
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/Error"
          }
        }
      }
    },
    "/trends": {
      "get": {
        "operationId": "GetTrends",
        "x-access": {
          "callers": "everyone",
          "permission": "ai-governance.scorecard.read"
        },
        "description": "The organization at instants of a span, from the stored history. Entities are selected by what they are now.",
        "parameters": [
          {
            "$ref": "#/components/parameters/from"
          },
          {
            "$ref": "#/components/parameters/to"
          },
          {
            "name": "points",
            "in": "query",
            "description": "Instants at most; fewer where the span has fewer days. 30 where absent.",
            "schema": {
              "type": "integer",
              "minimum": 2,
              "maximum": 400
            }
          },
          {
            "$ref": "#/components/parameters/filter"
          }
        ],
        "responses": {
          "200": {
            "description": "The points, oldest first.",
            "content": {
              "application/json": {
                "schema": {
                  "type": "object",
                  "required": [
                    "organization",
                    "isComplete",
                    "points"
                  ],
                  "properties": {
                    "organization": {
                      "$ref": "#/components/schemas/OrganizationMaturity"
                    },
                    "isComplete": {
                      "type": "boolean"
                    },
                    "exampleData": {
                      "type": "boolean"
                    },
                    "target": {
                      "$ref": "#/components/schemas/MaturityTarget"
                    },
                    "collection": {
                      "$ref": "#/components/schemas/CollectionHealth"
                    },
                    "points": {
                      "type": "array",
                      "items": {
                        "allOf": [
                          {
                            "$ref": "#/components/schemas/MaturityRollup"
                          },
                          {
                            "type": "object",
                            "required": [
                              "at",
                              "organizationLevel"
                            ],
                            "properties": {
                              "at": {
                                "type": "string"
                              },
                              "organizationLevel": {
                                "type": "integer"
                              }
                            }
                          }
                        ]
                      }
                    }
                  }
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/Error"
          }
        }
      }
    },
    "/collection/failures": {
      "get": {
        "operationId": "ListFailingSources",
        "x-access": {
          "callers": "everyone",
          "permission": "ai-governance.scorecard.read"
        },
        "description": "Sources whose last look failed, those that fail for longest first, with the error and the entities that rest on them. Only for callers who may read every scorecard.",
        "parameters": [
          {
            "$ref": "#/components/parameters/limit"
          },
          {
            "$ref": "#/components/parameters/cursor"
          }
        ],
        "responses": {
          "200": {
            "description": "One page.",
            "content": {
              "application/json": {
                "schema": {
                  "type": "object",
                  "required": [
                    "items",
                    "totalItems"
                  ],
                  "properties": {
                    "items": {
                      "type": "array",
                      "items": {
                        "$ref": "#/components/schemas/FailingSource"
                      }
                    },
                    "totalItems": {
                      "type": "integer"
                    },
                    "nextCursor": {
                      "type": "string"
                    }
                  }
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/Error"
          }
        }
      }
    },
    "/trends/entities": {
      "get": {
        "operationId": "GetTrendEntities",
        "x-access": {
          "callers": "everyone",
          "permission": "ai-governance.scorecard.read"
        },
        "description": "The entities behind a point of a trend: those that stood at an instant as asked for, with how they stand now. Entities are selected by what they are now.",
        "parameters": [
          {
            "name": "at",
            "in": "query",
            "required": true,
            "allowReserved": true,
            "description": "A date, which counts to its end in the organization's time zone, or an instant. Now where it is in the future.",
            "schema": {
              "type": "string",
              "minLength": 1,
              "maxLength": 40
            }
          },
          {
            "name": "stood",
            "in": "query",
            "allowReserved": true,
            "description": "How they stood then: `key=value,…` as in `filter`, with the keys declared, assessable, excluded, scored, coverage, stale, level, ownLevel, levelWithoutExceptions, ownProgress, anyControl and control.<id>.",
            "schema": {
              "type": "array",
              "maxItems": 20,
              "items": {
                "type": "string",
                "minLength": 1,
                "maxLength": 2000
              }
            }
          },
          {
            "$ref": "#/components/parameters/filter"
          },
          {
            "$ref": "#/components/parameters/limit"
          },
          {
            "$ref": "#/components/parameters/cursor"
          }
        ],
        "responses": {
          "200": {
            "description": "One page, by entity ref.",
            "content": {
              "application/json": {
                "schema": {
                  "type": "object",
                  "required": [
                    "at",
                    "organizationLevel",
                    "items",
                    "totalItems"
                  ],
                  "properties": {
                    "at": {
                      "type": "string"
                    },
                    "organizationLevel": {
                      "type": "integer"
                    },
                    "items": {
                      "type": "array",
                      "items": {
                        "$ref": "#/components/schemas/PastStanding"
                      }
                    },
                    "totalItems": {
                      "type": "integer"
                    },
                    "nextCursor": {
                      "type": "string"
                    }
                  }
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/Error"
          }
        }
      }
    },
    "/changes": {
      "get": {
        "operationId": "GetChanges",
        "x-access": {
          "callers": "everyone",
          "permission": "ai-governance.scorecard.read"
        },
        "description": "What is different at the end of a span from its beginning: of the organization itself, and by entity with the reasons.",
        "parameters": [
          {
            "$ref": "#/components/parameters/from"
          },
          {
            "$ref": "#/components/parameters/to"
          },
          {
            "$ref": "#/components/parameters/filter"
          },
          {
            "$ref": "#/components/parameters/limit"
          },
          {
            "$ref": "#/components/parameters/cursor"
          }
        ],
        "responses": {
          "200": {
            "description": "One page, by entity ref.",
            "content": {
              "application/json": {
                "schema": {
                  "type": "object",
                  "required": [
                    "from",
                    "to",
                    "organization",
                    "frameworks",
                    "items"
                  ],
                  "properties": {
                    "from": {
                      "type": "string"
                    },
                    "to": {
                      "type": "string"
                    },
                    "organization": {
                      "type": "object",
                      "required": [
                        "before",
                        "after",
                        "controls"
                      ],
                      "properties": {
                        "before": {
                          "type": "integer"
                        },
                        "after": {
                          "type": "integer"
                        },
                        "controls": {
                          "type": "array",
                          "items": {
                            "type": "object",
                            "required": [
                              "id",
                              "from",
                              "to"
                            ],
                            "properties": {
                              "id": {
                                "type": "string"
                              },
                              "from": {
                                "$ref": "#/components/schemas/ChangedStatus"
                              },
                              "to": {
                                "$ref": "#/components/schemas/ChangedStatus"
                              }
                            }
                          }
                        }
                      }
                    },
                    "frameworks": {
                      "type": "array",
                      "items": {
                        "type": "object",
                        "required": [
                          "version",
                          "at"
                        ],
                        "properties": {
                          "version": {
                            "type": "string"
                          },
                          "at": {
                            "type": "string"
                          }
                        }
                      }
                    },
                    "items": {
                      "type": "array",
                      "items": {
                        "$ref": "#/components/schemas/MaturityChange"
                      }
                    },
                    "nextCursor": {
                      "type": "string"
                    }
                  }
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/Error"
          }
        }
      }
    },
    "/attestations": {
      "get": {
        "operationId": "ListAttestations",
        "x-access": [
          {
            "when": "of an entity",
            "callers": "everyone",
            "permission": "ai-governance.scorecard.read"
          },
          {
            "when": "of a group or the organization",
            "callers": "everyone",
            "permission": "ai-governance.scorecard.read"
          }
        ],
        "description": "Attestations of a subject, newest first.",
        "parameters": [
          {
            "name": "subject",
            "in": "query",
            "required": true,
            "allowReserved": true,
            "schema": {
              "type": "string",
              "minLength": 1,
              "maxLength": 512
            }
          },
          {
            "$ref": "#/components/parameters/limit"
          },
          {
            "$ref": "#/components/parameters/cursor"
          }
        ],
        "responses": {
          "200": {
            "description": "Attestations.",
            "content": {
              "application/json": {
                "schema": {
                  "type": "object",
                  "required": [
                    "items"
                  ],
                  "properties": {
                    "items": {
                      "type": "array",
                      "items": {
                        "$ref": "#/components/schemas/Attestation"
                      }
                    },
                    "nextCursor": {
                      "type": "string"
                    },
                    "answers": {
                      "type": "array",
                      "description": "On the first page about the organization: what answers each of its checks now, be it an attestation, an import or a feed.",
                      "items": {
                        "type": "object",
                        "required": [
                          "check",
                          "outcome",
                          "summary"
                        ],
                        "properties": {
                          "check": {
                            "type": "string"
                          },
                          "outcome": {
                            "type": "string",
                            "enum": [
                              "pass",
                              "fail",
                              "stale",
                              "unknown",
                              "error",
                              "notApplicable"
                            ]
                          },
                          "summary": {
                            "type": "string"
                          },
                          "source": {
                            "type": "string"
                          },
                          "link": {
                            "type": "string"
                          },
                          "observedAt": {
                            "type": "string"
                          },
                          "validUntil": {
                            "type": "string"
                          }
                        }
                      }
                    },
                    "allowed": {
                      "type": "object",
                      "description": "On the first page about the organization.",
                      "required": [
                        "attest"
                      ],
                      "properties": {
                        "attest": {
                          "type": "array",
                          "description": "Checks of the organization that the caller may attest, by permission and role.",
                          "items": {
                            "type": "string"
                          }
                        }
                      }
                    },
                    "confirmers": {
                      "type": "array",
                      "description": "On the same page: roles one of which the second person for the organization is in; none where nobody is named for any.",
                      "items": {
                        "type": "string"
                      }
                    }
                  }
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/Error"
          }
        }
      },
      "post": {
        "operationId": "CreateAttestation",
        "x-access": [
          {
            "when": "for an entity",
            "callers": "people",
            "permission": "ai-governance.attestation.entity"
          },
          {
            "when": "for a group or the organization",
            "callers": "people",
            "permission": "ai-governance.attestation.create"
          }
        ],
        "description": "Attests a check. An attestation for the organization is in force only after a second person confirmed it.",
        "requestBody": {
          "required": true,
          "content": {
            "application/json": {
              "schema": {
                "$ref": "#/components/schemas/AttestationRequest"
              }
            }
          }
        },
        "responses": {
          "201": {
            "description": "The attestation.",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/Attestation"
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/Error"
          }
        }
      }
    },
    "/attestations/bulk": {
      "post": {
        "operationId": "AttestMany",
        "x-access": {
          "callers": "people",
          "each": "ai-governance.attestation.entity"
        },
        "description": "Attests one check of several entities. Each one is judged and written by itself; look at the result of every item.",
        "requestBody": {
          "required": true,
          "content": {
            "application/json": {
              "schema": {
                "$ref": "#/components/schemas/BulkAttestationRequest"
              }
            }
          }
        },
        "responses": {
          "200": {
            "description": "One result per entity, in the order of the request.",
            "content": {
              "application/json": {
                "schema": {
                  "type": "object",
                  "required": [
                    "items"
                  ],
                  "additionalProperties": false,
                  "properties": {
                    "items": {
                      "type": "array",
                      "items": {
                        "$ref": "#/components/schemas/BulkAttestationResult"
                      }
                    }
                  }
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/Error"
          }
        }
      }
    },
    "/attestations/{id}/approve": {
      "parameters": [
        {
          "name": "id",
          "in": "path",
          "required": true,
          "schema": {
            "type": "string",
            "minLength": 1,
            "maxLength": 36
          }
        }
      ],
      "post": {
        "operationId": "ApproveAttestation",
        "x-access": {
          "callers": "people",
          "permission": "ai-governance.attestation.confirm"
        },
        "description": "Confirms an organization attestation as the second person.",
        "requestBody": {
          "required": true,
          "content": {
            "application/json": {
              "schema": {
                "type": "object",
                "additionalProperties": false,
                "required": [
                  "reason"
                ],
                "properties": {
                  "reason": {
                    "type": "string",
                    "minLength": 1,
                    "maxLength": 2000
                  }
                }
              }
            }
          }
        },
        "responses": {
          "200": {
            "description": "The attestation, now in force.",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/Attestation"
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/Error"
          }
        }
      }
    },
    "/attestations/{id}/reject": {
      "parameters": [
        {
          "name": "id",
          "in": "path",
          "required": true,
          "schema": {
            "type": "string",
            "minLength": 1,
            "maxLength": 36
          }
        }
      ],
      "post": {
        "operationId": "RejectAttestation",
        "x-access": {
          "callers": "people",
          "permission": "ai-governance.attestation.confirm"
        },
        "description": "Refuses to confirm an organization attestation, as the second person.",
        "requestBody": {
          "required": true,
          "content": {
            "application/json": {
              "schema": {
                "type": "object",
                "additionalProperties": false,
                "required": [
                  "reason"
                ],
                "properties": {
                  "reason": {
                    "type": "string",
                    "minLength": 1,
                    "maxLength": 2000
                  }
                }
              }
            }
          }
        },
        "responses": {
          "200": {
            "description": "The attestation, refused.",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/Attestation"
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/Error"
          }
        }
      }
    },
    "/attestations/{id}/revoke": {
      "parameters": [
        {
          "name": "id",
          "in": "path",
          "required": true,
          "schema": {
            "type": "string",
            "minLength": 1,
            "maxLength": 36
          }
        }
      ],
      "post": {
        "operationId": "RevokeAttestation",
        "x-access": [
          {
            "when": "of an entity",
            "callers": "people",
            "permission": "ai-governance.attestation.entity"
          },
          {
            "when": "of a group or the organization",
            "callers": "people",
            "permission": "ai-governance.attestation.create",
            "ofRole": true
          }
        ],
        "description": "Ends an attestation now. One of a group or the organization is ended by whoever gave it, or is in the role that its check falls to.",
        "requestBody": {
          "required": true,
          "content": {
            "application/json": {
              "schema": {
                "type": "object",
                "additionalProperties": false,
                "required": [
                  "reason"
                ],
                "properties": {
                  "reason": {
                    "type": "string",
                    "minLength": 1,
                    "maxLength": 2000
                  }
                }
              }
            }
          }
        },
        "responses": {
          "200": {
            "description": "The attestation, revoked.",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/Attestation"
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/Error"
          }
        }
      }
    },
    "/evidence": {
      "post": {
        "operationId": "PushEvidence",
        "x-access": {
          "callers": "services",
          "named": "aiGovernance.callers"
        },
        "description": "Takes up to 500 observations of a pipeline. Services only, and only for the repositories the caller is bound to. Each item is judged by itself.",
        "requestBody": {
          "required": true,
          "content": {
            "application/json": {
              "schema": {
                "type": "object",
                "required": [
                  "items"
                ],
                "additionalProperties": false,
                "properties": {
                  "items": {
                    "type": "array",
                    "minItems": 1,
                    "maxItems": 500,
                    "items": {
                      "$ref": "#/components/schemas/EvidencePushItem"
                    }
                  }
                }
              }
            }
          }
        },
        "responses": {
          "200": {
            "description": "What became of each item, in the order of the request.",
            "content": {
              "application/json": {
                "schema": {
                  "type": "object",
                  "required": [
                    "items"
                  ],
                  "properties": {
                    "items": {
                      "type": "array",
                      "items": {
                        "$ref": "#/components/schemas/EvidencePushResult"
                      }
                    }
                  }
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/Error"
          }
        }
      }
    },
    "/reports/sarif": {
      "post": {
        "operationId": "PushSarif",
        "x-access": {
          "callers": "services",
          "named": "aiGovernance.callers"
        },
        "description": "Takes a SARIF 2.1.0 report of up to 20 MB, as it is or as gzip. Services only, and only for the repository the caller is bound to. Nothing is stored unless the whole report is in order.",
        "parameters": [
          {
            "name": "entityRef",
            "in": "query",
            "allowReserved": true,
            "schema": {
              "type": "string",
              "minLength": 1,
              "maxLength": 512
            }
          },
          {
            "name": "repository",
            "in": "query",
            "allowReserved": true,
            "description": "A pipeline with an identity token speaks for its own.",
            "schema": {
              "type": "string",
              "minLength": 1,
              "maxLength": 2000
            }
          },
          {
            "name": "path",
            "in": "query",
            "allowReserved": true,
            "description": "Folder of the entity in the repository.",
            "schema": {
              "type": "string",
              "minLength": 1,
              "maxLength": 1024
            }
          },
          {
            "name": "category",
            "in": "query",
            "description": "What the tool looks for; needed for tools nobody knows.",
            "schema": {
              "type": "string",
              "enum": [
                "security",
                "secrets",
                "licence",
                "quality"
              ]
            }
          },
          {
            "name": "commit",
            "in": "query",
            "description": "Commit that was scanned; else the one the report names.",
            "schema": {
              "type": "string",
              "minLength": 1,
              "maxLength": 100
            }
          },
          {
            "name": "observedAt",
            "in": "query",
            "allowReserved": true,
            "description": "When the scan ended; else what the report says, else now.",
            "schema": {
              "type": "string",
              "minLength": 10,
              "maxLength": 40
            }
          }
        ],
        "requestBody": {
          "required": true,
          "content": {
            "application/sarif+json": {
              "schema": {
                "type": "string",
                "format": "binary"
              }
            },
            "application/json": {
              "schema": {
                "type": "string",
                "format": "binary"
              }
            },
            "application/gzip": {
              "schema": {
                "type": "string",
                "format": "binary"
              }
            },
            "application/x-gzip": {
              "schema": {
                "type": "string",
                "format": "binary"
              }
            },
            "application/octet-stream": {
              "schema": {
                "type": "string",
                "format": "binary"
              }
            }
          }
        },
        "responses": {
          "200": {
            "description": "What became of the report of each tool in the file.",
            "content": {
              "application/json": {
                "schema": {
                  "type": "object",
                  "required": [
                    "reports"
                  ],
                  "properties": {
                    "reports": {
                      "type": "array",
                      "items": {
                        "$ref": "#/components/schemas/SarifReportResult"
                      }
                    }
                  }
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/Error"
          }
        }
      }
    },
    "/entities/{kind}/{namespace}/{name}/disputes": {
      "parameters": [
        {
          "$ref": "#/components/parameters/kind"
        },
        {
          "$ref": "#/components/parameters/namespace"
        },
        {
          "$ref": "#/components/parameters/name"
        }
      ],
      "post": {
        "operationId": "CreateDispute",
        "x-access": {
          "callers": "people",
          "permission": "ai-governance.dispute.create"
        },
        "description": "Says that a finding is wrong. It counts until that is decided.",
        "requestBody": {
          "required": true,
          "content": {
            "application/json": {
              "schema": {
                "type": "object",
                "required": [
                  "check",
                  "reason"
                ],
                "additionalProperties": false,
                "properties": {
                  "check": {
                    "type": "string",
                    "minLength": 1,
                    "maxLength": 255
                  },
                  "fingerprint": {
                    "type": "string",
                    "minLength": 1,
                    "maxLength": 255
                  },
                  "reason": {
                    "type": "string",
                    "minLength": 1,
                    "maxLength": 4000
                  }
                }
              }
            }
          }
        },
        "responses": {
          "201": {
            "description": "The dispute.",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/Dispute"
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/Error"
          }
        }
      }
    },
    "/disputes": {
      "get": {
        "operationId": "ListDisputes",
        "x-access": {
          "callers": "everyone",
          "permission": "ai-governance.scorecard.read"
        },
        "description": "Disputes newest first, of one entity or of all the caller may see.",
        "parameters": [
          {
            "name": "entityRef",
            "in": "query",
            "allowReserved": true,
            "schema": {
              "type": "string",
              "minLength": 1,
              "maxLength": 512
            }
          },
          {
            "name": "state",
            "in": "query",
            "schema": {
              "$ref": "#/components/schemas/DisputeState"
            }
          },
          {
            "$ref": "#/components/parameters/limit"
          },
          {
            "$ref": "#/components/parameters/cursor"
          }
        ],
        "responses": {
          "200": {
            "description": "Disputes.",
            "content": {
              "application/json": {
                "schema": {
                  "type": "object",
                  "required": [
                    "items"
                  ],
                  "properties": {
                    "items": {
                      "type": "array",
                      "items": {
                        "$ref": "#/components/schemas/Dispute"
                      }
                    },
                    "nextCursor": {
                      "type": "string"
                    }
                  }
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/Error"
          }
        }
      }
    },
    "/disputes/rates": {
      "get": {
        "operationId": "ListDisputeRates",
        "x-access": {
          "callers": "everyone"
        },
        "description": "How often each check was found wrong in the last 90 days.",
        "responses": {
          "200": {
            "description": "Rates of the checks that were disputed.",
            "content": {
              "application/json": {
                "schema": {
                  "type": "object",
                  "required": [
                    "items"
                  ],
                  "properties": {
                    "items": {
                      "type": "array",
                      "items": {
                        "type": "object",
                        "required": [
                          "check",
                          "findings",
                          "disputed",
                          "accepted",
                          "rate"
                        ],
                        "properties": {
                          "check": {
                            "type": "string"
                          },
                          "findings": {
                            "type": "integer"
                          },
                          "disputed": {
                            "type": "integer"
                          },
                          "accepted": {
                            "type": "integer"
                          },
                          "rate": {
                            "type": "number"
                          },
                          "warningSince": {
                            "type": "string"
                          }
                        }
                      }
                    }
                  }
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/Error"
          }
        }
      }
    },
    "/disputes/{id}/approve": {
      "parameters": [
        {
          "name": "id",
          "in": "path",
          "required": true,
          "schema": {
            "type": "string",
            "minLength": 1
          }
        }
      ],
      "post": {
        "operationId": "ApproveDispute",
        "x-access": {
          "callers": "people",
          "permission": "ai-governance.dispute.decide"
        },
        "description": "Finds the finding wrong; it is left out until the given end.",
        "requestBody": {
          "required": true,
          "content": {
            "application/json": {
              "schema": {
                "type": "object",
                "required": [
                  "reason"
                ],
                "additionalProperties": false,
                "properties": {
                  "reason": {
                    "type": "string",
                    "minLength": 1,
                    "maxLength": 4000
                  },
                  "until": {
                    "type": "string",
                    "minLength": 1,
                    "maxLength": 40,
                    "description": "End of the time it is left out; the longest allowed by default."
                  }
                }
              }
            }
          }
        },
        "responses": {
          "200": {
            "description": "The dispute.",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/Dispute"
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/Error"
          }
        }
      }
    },
    "/disputes/{id}/reject": {
      "parameters": [
        {
          "name": "id",
          "in": "path",
          "required": true,
          "schema": {
            "type": "string",
            "minLength": 1
          }
        }
      ],
      "post": {
        "operationId": "RejectDispute",
        "x-access": {
          "callers": "people",
          "permission": "ai-governance.dispute.decide"
        },
        "description": "Finds the finding right.",
        "requestBody": {
          "required": true,
          "content": {
            "application/json": {
              "schema": {
                "$ref": "#/components/schemas/DisputeDecision"
              }
            }
          }
        },
        "responses": {
          "200": {
            "description": "The dispute.",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/Dispute"
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/Error"
          }
        }
      }
    },
    "/disputes/{id}/withdraw": {
      "parameters": [
        {
          "name": "id",
          "in": "path",
          "required": true,
          "schema": {
            "type": "string",
            "minLength": 1
          }
        }
      ],
      "post": {
        "operationId": "WithdrawDispute",
        "x-access": {
          "callers": "people",
          "asker": true
        },
        "description": "Takes the own dispute back.",
        "responses": {
          "200": {
            "description": "The dispute.",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/Dispute"
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/Error"
          }
        }
      }
    },
    "/tools": {
      "get": {
        "operationId": "GetTools",
        "x-access": {
          "callers": "everyone"
        },
        "description": "The registry of AI tools, with the requests that wait, what imports found beside it, and what the catalog describes.",
        "responses": {
          "200": {
            "description": "The registry.",
            "content": {
              "application/json": {
                "schema": {
                  "type": "object",
                  "required": [
                    "items",
                    "unregistered",
                    "seen",
                    "resources"
                  ],
                  "properties": {
                    "items": {
                      "type": "array",
                      "items": {
                        "$ref": "#/components/schemas/RegisteredTool"
                      }
                    },
                    "unregistered": {
                      "description": "Tools that imported inventories and egress reports name and the registry does not have, with where each was found.",
                      "type": "array",
                      "items": {
                        "type": "object",
                        "required": [
                          "name",
                          "message"
                        ],
                        "properties": {
                          "name": {
                            "type": "string"
                          },
                          "message": {
                            "type": "string"
                          }
                        }
                      }
                    },
                    "seen": {
                      "description": "Assistants that services show and the registry does not have, in services the caller may read.",
                      "type": "array",
                      "items": {
                        "type": "object",
                        "required": [
                          "id",
                          "entities",
                          "examples"
                        ],
                        "properties": {
                          "id": {
                            "type": "string"
                          },
                          "entities": {
                            "type": "integer"
                          },
                          "examples": {
                            "type": "array",
                            "items": {
                              "type": "string"
                            }
                          }
                        }
                      }
                    },
                    "resources": {
                      "type": "array",
                      "items": {
                        "type": "object",
                        "required": [
                          "entityRef",
                          "tool"
                        ],
                        "properties": {
                          "entityRef": {
                            "type": "string"
                          },
                          "title": {
                            "type": "string"
                          },
                          "type": {
                            "type": "string"
                          },
                          "tool": {
                            "type": "string"
                          }
                        }
                      }
                    },
                    "resourcesLeftOut": {
                      "description": "How many more the catalog describes; absent when all are listed.",
                      "type": "integer",
                      "minimum": 1
                    }
                  }
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/Error"
          }
        }
      },
      "post": {
        "operationId": "RequestTool",
        "x-access": {
          "callers": "people",
          "permission": "ai-governance.tool.request"
        },
        "description": "Asks for a tool to be approved, or for more than it is approved for.",
        "requestBody": {
          "required": true,
          "content": {
            "application/json": {
              "schema": {
                "$ref": "#/components/schemas/ToolRequest"
              }
            }
          }
        },
        "responses": {
          "201": {
            "description": "The tool with its request.",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/RegisteredTool"
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/Error"
          }
        }
      }
    },
    "/tools/allow-list": {
      "get": {
        "operationId": "GetToolAllowList",
        "x-access": {
          "callers": "everyone"
        },
        "description": "Hosts that a proxy may let through, one per line: those of the approved tools that are inside their review date.",
        "responses": {
          "200": {
            "description": "The list.",
            "content": {
              "text/plain": {
                "schema": {
                  "type": "string"
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/Error"
          }
        }
      }
    },
    "/tools/{id}/requests": {
      "parameters": [
        {
          "name": "id",
          "in": "path",
          "required": true,
          "schema": {
            "type": "string",
            "minLength": 1,
            "maxLength": 64
          }
        }
      ],
      "get": {
        "operationId": "ListToolRequests",
        "x-access": {
          "callers": "everyone"
        },
        "description": "Requests for a tool that do not wait any more, newest first, with the answers to the criteria and what each role said; also a refused wish for more of a tool that is approved.",
        "parameters": [
          {
            "$ref": "#/components/parameters/limit"
          },
          {
            "$ref": "#/components/parameters/cursor"
          }
        ],
        "responses": {
          "200": {
            "description": "The requests.",
            "content": {
              "application/json": {
                "schema": {
                  "type": "object",
                  "required": [
                    "items"
                  ],
                  "properties": {
                    "items": {
                      "type": "array",
                      "items": {
                        "$ref": "#/components/schemas/ClosedToolRequest"
                      }
                    },
                    "nextCursor": {
                      "type": "string"
                    }
                  }
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/Error"
          }
        }
      }
    },
    "/tools/{id}/approve": {
      "parameters": [
        {
          "name": "id",
          "in": "path",
          "required": true,
          "schema": {
            "type": "string",
            "minLength": 1,
            "maxLength": 64
          }
        }
      ],
      "post": {
        "operationId": "ApproveTool",
        "x-access": {
          "callers": "people",
          "permission": "ai-governance.tool.decide",
          "roles": [
            "security-compliance",
            "legal"
          ]
        },
        "description": "Signs the open request of a tool for one role.",
        "requestBody": {
          "required": true,
          "content": {
            "application/json": {
              "schema": {
                "$ref": "#/components/schemas/ToolDecision"
              }
            }
          }
        },
        "responses": {
          "200": {
            "description": "The tool.",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/RegisteredTool"
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/Error"
          }
        }
      }
    },
    "/tools/{id}/reject": {
      "parameters": [
        {
          "name": "id",
          "in": "path",
          "required": true,
          "schema": {
            "type": "string",
            "minLength": 1,
            "maxLength": 64
          }
        }
      ],
      "post": {
        "operationId": "RejectTool",
        "x-access": {
          "callers": "people",
          "permission": "ai-governance.tool.decide",
          "roles": [
            "security-compliance",
            "legal"
          ]
        },
        "description": "Refuses the open request of a tool.",
        "requestBody": {
          "required": true,
          "content": {
            "application/json": {
              "schema": {
                "$ref": "#/components/schemas/ToolDecision"
              }
            }
          }
        },
        "responses": {
          "200": {
            "description": "The tool.",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/RegisteredTool"
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/Error"
          }
        }
      }
    },
    "/tools/{id}/withdraw": {
      "parameters": [
        {
          "name": "id",
          "in": "path",
          "required": true,
          "schema": {
            "type": "string",
            "minLength": 1,
            "maxLength": 64
          }
        }
      ],
      "post": {
        "operationId": "WithdrawTool",
        "x-access": {
          "callers": "people",
          "permission": "ai-governance.tool.request",
          "onlyAsker": true
        },
        "description": "Takes the open request of a tool back.",
        "responses": {
          "200": {
            "description": "The tool.",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/RegisteredTool"
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/Error"
          }
        }
      }
    },
    "/tools/{id}/review": {
      "parameters": [
        {
          "name": "id",
          "in": "path",
          "required": true,
          "schema": {
            "type": "string",
            "minLength": 1,
            "maxLength": 64
          }
        }
      ],
      "post": {
        "operationId": "ReviewTool",
        "x-access": {
          "callers": "people",
          "permission": "ai-governance.tool.decide"
        },
        "description": "Looks at an approved tool again until its next review date.",
        "requestBody": {
          "required": true,
          "content": {
            "application/json": {
              "schema": {
                "$ref": "#/components/schemas/ToolReview"
              }
            }
          }
        },
        "responses": {
          "200": {
            "description": "The tool.",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/RegisteredTool"
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/Error"
          }
        }
      }
    },
    "/tools/{id}/revoke": {
      "parameters": [
        {
          "name": "id",
          "in": "path",
          "required": true,
          "schema": {
            "type": "string",
            "minLength": 1,
            "maxLength": 64
          }
        }
      ],
      "post": {
        "operationId": "RevokeTool",
        "x-access": {
          "callers": "people",
          "permission": "ai-governance.tool.decide"
        },
        "description": "Ends the approval of a tool now.",
        "requestBody": {
          "required": true,
          "content": {
            "application/json": {
              "schema": {
                "type": "object",
                "additionalProperties": false,
                "required": [
                  "reason"
                ],
                "properties": {
                  "reason": {
                    "type": "string",
                    "minLength": 1,
                    "maxLength": 4000
                  }
                }
              }
            }
          }
        },
        "responses": {
          "200": {
            "description": "The tool.",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/RegisteredTool"
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/Error"
          }
        }
      }
    },
    "/risks": {
      "get": {
        "operationId": "GetRisks",
        "x-access": {
          "callers": "everyone",
          "permission": "ai-governance.scorecard.read"
        },
        "description": "The risk register, with what is left of each risk over the entities asked for.",
        "parameters": [
          {
            "$ref": "#/components/parameters/filter"
          }
        ],
        "responses": {
          "200": {
            "description": "The register.",
            "content": {
              "application/json": {
                "schema": {
                  "type": "object",
                  "required": [
                    "at",
                    "isComplete",
                    "assessable",
                    "excluded",
                    "timeZone",
                    "items"
                  ],
                  "properties": {
                    "at": {
                      "type": "string"
                    },
                    "isComplete": {
                      "type": "boolean"
                    },
                    "assessable": {
                      "type": "integer"
                    },
                    "excluded": {
                      "type": "array",
                      "items": {
                        "type": "object",
                        "required": [
                          "reason",
                          "entities"
                        ],
                        "properties": {
                          "reason": {
                            "type": "string"
                          },
                          "entities": {
                            "type": "integer"
                          }
                        }
                      }
                    },
                    "timeZone": {
                      "type": "string"
                    },
                    "items": {
                      "type": "array",
                      "items": {
                        "allOf": [
                          {
                            "$ref": "#/components/schemas/RiskRecord"
                          },
                          {
                            "type": "object",
                            "required": [
                              "residual"
                            ],
                            "properties": {
                              "residual": {
                                "$ref": "#/components/schemas/RiskStanding"
                              }
                            }
                          }
                        ]
                      }
                    }
                  }
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/Error"
          }
        }
      },
      "post": {
        "operationId": "AddRisk",
        "x-access": {
          "callers": "people",
          "permission": "ai-governance.risk.edit"
        },
        "description": "Adds a risk of the organization's own.",
        "requestBody": {
          "required": true,
          "content": {
            "application/json": {
              "schema": {
                "$ref": "#/components/schemas/RiskRequest"
              }
            }
          }
        },
        "responses": {
          "201": {
            "description": "The risk.",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/RiskRecord"
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/Error"
          }
        }
      }
    },
    "/risks/{id}": {
      "parameters": [
        {
          "name": "id",
          "in": "path",
          "required": true,
          "schema": {
            "type": "string",
            "minLength": 1,
            "maxLength": 64
          }
        }
      ],
      "put": {
        "operationId": "EditRisk",
        "x-access": {
          "callers": "people",
          "permission": "ai-governance.risk.edit"
        },
        "description": "Replaces who looks after a risk, what is done against it and when it is looked at again; of risks the organization added, everything.",
        "requestBody": {
          "required": true,
          "content": {
            "application/json": {
              "schema": {
                "$ref": "#/components/schemas/RiskEditRequest"
              }
            }
          }
        },
        "responses": {
          "200": {
            "description": "The risk.",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/RiskRecord"
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/Error"
          }
        }
      }
    },
    "/risks/{id}/retire": {
      "parameters": [
        {
          "name": "id",
          "in": "path",
          "required": true,
          "schema": {
            "type": "string",
            "minLength": 1,
            "maxLength": 64
          }
        }
      ],
      "post": {
        "operationId": "RetireRisk",
        "x-access": {
          "callers": "people",
          "permission": "ai-governance.risk.edit"
        },
        "description": "Takes a risk off the register that the organization added.",
        "requestBody": {
          "required": true,
          "content": {
            "application/json": {
              "schema": {
                "type": "object",
                "required": [
                  "version",
                  "reason"
                ],
                "additionalProperties": false,
                "properties": {
                  "version": {
                    "type": "integer",
                    "minimum": 1
                  },
                  "reason": {
                    "type": "string",
                    "minLength": 1,
                    "maxLength": 2000
                  }
                }
              }
            }
          }
        },
        "responses": {
          "204": {
            "description": "It is off the register."
          },
          "default": {
            "$ref": "#/components/responses/Error"
          }
        }
      }
    },
    "/risks/{id}/entities": {
      "parameters": [
        {
          "name": "id",
          "in": "path",
          "required": true,
          "schema": {
            "type": "string",
            "minLength": 1,
            "maxLength": 64
          }
        }
      ],
      "get": {
        "operationId": "ListRiskEntities",
        "x-access": {
          "callers": "everyone",
          "permission": "ai-governance.scorecard.read"
        },
        "description": "What is left of a risk in each entity, by entity ref.",
        "parameters": [
          {
            "$ref": "#/components/parameters/filter"
          },
          {
            "name": "residual",
            "in": "query",
            "description": "Only entities that are left with this.",
            "schema": {
              "$ref": "#/components/schemas/ResidualRating"
            }
          },
          {
            "$ref": "#/components/parameters/limit"
          },
          {
            "$ref": "#/components/parameters/cursor"
          }
        ],
        "responses": {
          "200": {
            "description": "One page.",
            "content": {
              "application/json": {
                "schema": {
                  "type": "object",
                  "required": [
                    "items"
                  ],
                  "properties": {
                    "items": {
                      "type": "array",
                      "items": {
                        "type": "object",
                        "required": [
                          "entityRef",
                          "owners",
                          "residual",
                          "met",
                          "applicable",
                          "open"
                        ],
                        "properties": {
                          "entityRef": {
                            "type": "string"
                          },
                          "title": {
                            "type": "string"
                          },
                          "owners": {
                            "type": "array",
                            "items": {
                              "type": "string"
                            }
                          },
                          "residual": {
                            "$ref": "#/components/schemas/ResidualRating"
                          },
                          "met": {
                            "type": "integer"
                          },
                          "applicable": {
                            "type": "integer"
                          },
                          "open": {
                            "type": "array",
                            "items": {
                              "type": "object",
                              "required": [
                                "id",
                                "status"
                              ],
                              "properties": {
                                "id": {
                                  "type": "string"
                                },
                                "status": {
                                  "$ref": "#/components/schemas/ControlStatus"
                                }
                              }
                            }
                          }
                        }
                      }
                    },
                    "nextCursor": {
                      "type": "string"
                    }
                  }
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/Error"
          }
        }
      }
    },
    "/risk-acceptances": {
      "get": {
        "operationId": "ListRiskAcceptances",
        "x-access": {
          "callers": "everyone",
          "permission": "ai-governance.scorecard.read"
        },
        "description": "Risks of the organization itself that the executive sponsor accepts, those in force first, then what ended last.",
        "parameters": [
          {
            "$ref": "#/components/parameters/limit"
          },
          {
            "$ref": "#/components/parameters/cursor"
          }
        ],
        "responses": {
          "200": {
            "description": "One page.",
            "content": {
              "application/json": {
                "schema": {
                  "type": "object",
                  "required": [
                    "items"
                  ],
                  "properties": {
                    "items": {
                      "type": "array",
                      "items": {
                        "$ref": "#/components/schemas/RiskAcceptance"
                      }
                    },
                    "nextCursor": {
                      "type": "string"
                    }
                  }
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/Error"
          }
        }
      },
      "post": {
        "operationId": "AcceptRisk",
        "x-access": {
          "callers": "people",
          "permission": "ai-governance.exception.sponsor"
        },
        "description": "Accepts the risk that a control of the organization is not met, for a time. It changes no status and no level, and takes the place of the one that is in force for the control.",
        "requestBody": {
          "required": true,
          "content": {
            "application/json": {
              "schema": {
                "type": "object",
                "additionalProperties": false,
                "required": [
                  "control",
                  "reason",
                  "compensatingControls",
                  "until"
                ],
                "properties": {
                  "control": {
                    "type": "string",
                    "minLength": 1,
                    "maxLength": 100
                  },
                  "reason": {
                    "type": "string",
                    "minLength": 1,
                    "maxLength": 4000
                  },
                  "compensatingControls": {
                    "type": "array",
                    "minItems": 1,
                    "maxItems": 20,
                    "items": {
                      "type": "string",
                      "minLength": 1,
                      "maxLength": 2000
                    }
                  },
                  "until": {
                    "type": "string",
                    "minLength": 1,
                    "maxLength": 40
                  }
                }
              }
            }
          }
        },
        "responses": {
          "201": {
            "description": "What is accepted now.",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/RiskAcceptance"
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/Error"
          }
        }
      }
    },
    "/risk-acceptances/{id}/revoke": {
      "parameters": [
        {
          "name": "id",
          "in": "path",
          "required": true,
          "schema": {
            "type": "string",
            "minLength": 1,
            "maxLength": 100
          }
        }
      ],
      "post": {
        "operationId": "RevokeRiskAcceptance",
        "x-access": {
          "callers": "people",
          "permission": "ai-governance.exception.sponsor"
        },
        "description": "Ends the acceptance of a risk now.",
        "requestBody": {
          "required": true,
          "content": {
            "application/json": {
              "schema": {
                "$ref": "#/components/schemas/DisputeDecision"
              }
            }
          }
        },
        "responses": {
          "200": {
            "description": "What was accepted.",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/RiskAcceptance"
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/Error"
          }
        }
      }
    },
    "/campaigns": {
      "get": {
        "operationId": "ListCampaigns",
        "x-access": {
          "callers": "everyone",
          "permission": "ai-governance.scorecard.read"
        },
        "description": "Campaigns that run or are planned, or one page of those that are over.",
        "parameters": [
          {
            "name": "state",
            "in": "query",
            "schema": {
              "type": "string",
              "enum": [
                "open",
                "ended"
              ]
            }
          },
          {
            "$ref": "#/components/parameters/limit"
          },
          {
            "$ref": "#/components/parameters/cursor"
          }
        ],
        "responses": {
          "200": {
            "description": "Campaigns.",
            "content": {
              "application/json": {
                "schema": {
                  "type": "object",
                  "required": [
                    "at",
                    "timeZone",
                    "items"
                  ],
                  "properties": {
                    "at": {
                      "type": "string"
                    },
                    "timeZone": {
                      "type": "string"
                    },
                    "items": {
                      "type": "array",
                      "items": {
                        "$ref": "#/components/schemas/Campaign"
                      }
                    },
                    "nextCursor": {
                      "type": "string"
                    }
                  }
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/Error"
          }
        }
      },
      "post": {
        "operationId": "CreateCampaign",
        "x-access": {
          "callers": "people",
          "permission": "ai-governance.campaign.manage"
        },
        "description": "Plans a campaign, or starts one.",
        "requestBody": {
          "required": true,
          "content": {
            "application/json": {
              "schema": {
                "$ref": "#/components/schemas/CampaignPlan"
              }
            }
          }
        },
        "responses": {
          "201": {
            "description": "The campaign.",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/CampaignDetails"
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/Error"
          }
        }
      }
    },
    "/campaigns/{id}": {
      "parameters": [
        {
          "name": "id",
          "in": "path",
          "required": true,
          "schema": {
            "type": "string",
            "minLength": 1,
            "maxLength": 36
          }
        }
      ],
      "get": {
        "operationId": "GetCampaign",
        "x-access": {
          "callers": "everyone",
          "permission": "ai-governance.scorecard.read"
        },
        "description": "A campaign with its progress over time, from the history.",
        "responses": {
          "200": {
            "description": "The campaign.",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/CampaignDetails"
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/Error"
          }
        }
      },
      "put": {
        "operationId": "EditCampaign",
        "x-access": {
          "callers": "people",
          "permission": "ai-governance.campaign.manage"
        },
        "description": "Replaces what people say of a campaign that is not over.",
        "requestBody": {
          "required": true,
          "content": {
            "application/json": {
              "schema": {
                "$ref": "#/components/schemas/CampaignEditRequest"
              }
            }
          }
        },
        "responses": {
          "200": {
            "description": "The campaign.",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/CampaignDetails"
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/Error"
          }
        }
      }
    },
    "/campaigns/{id}/end": {
      "parameters": [
        {
          "name": "id",
          "in": "path",
          "required": true,
          "schema": {
            "type": "string",
            "minLength": 1,
            "maxLength": 36
          }
        }
      ],
      "post": {
        "operationId": "EndCampaign",
        "x-access": {
          "callers": "people",
          "permission": "ai-governance.campaign.manage"
        },
        "description": "Ends a campaign now and keeps how it stands.",
        "requestBody": {
          "required": true,
          "content": {
            "application/json": {
              "schema": {
                "type": "object",
                "required": [
                  "version",
                  "reason"
                ],
                "additionalProperties": false,
                "properties": {
                  "version": {
                    "type": "integer",
                    "minimum": 1
                  },
                  "reason": {
                    "type": "string",
                    "minLength": 1,
                    "maxLength": 2000
                  }
                }
              }
            }
          }
        },
        "responses": {
          "200": {
            "description": "The campaign.",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/CampaignDetails"
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/Error"
          }
        }
      }
    },
    "/campaigns/{id}/owners": {
      "parameters": [
        {
          "name": "id",
          "in": "path",
          "required": true,
          "schema": {
            "type": "string",
            "minLength": 1,
            "maxLength": 36
          }
        }
      ],
      "get": {
        "operationId": "ListCampaignOwners",
        "x-access": {
          "callers": "everyone",
          "permission": "ai-governance.scorecard.read"
        },
        "description": "What is left to do by owner, the most first; of a campaign that is over, by those who owned when it ended.",
        "parameters": [
          {
            "$ref": "#/components/parameters/limit"
          },
          {
            "$ref": "#/components/parameters/cursor"
          }
        ],
        "responses": {
          "200": {
            "description": "One page.",
            "content": {
              "application/json": {
                "schema": {
                  "type": "object",
                  "required": [
                    "items",
                    "totalItems"
                  ],
                  "properties": {
                    "items": {
                      "type": "array",
                      "items": {
                        "$ref": "#/components/schemas/CampaignOwner"
                      }
                    },
                    "totalItems": {
                      "type": "integer"
                    },
                    "nextCursor": {
                      "type": "string"
                    }
                  }
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/Error"
          }
        }
      }
    },
    "/campaigns/{id}/entities": {
      "parameters": [
        {
          "name": "id",
          "in": "path",
          "required": true,
          "schema": {
            "type": "string",
            "minLength": 1,
            "maxLength": 36
          }
        }
      ],
      "get": {
        "operationId": "ListCampaignEntities",
        "x-access": {
          "callers": "everyone",
          "permission": "ai-governance.scorecard.read"
        },
        "description": "Where the entities of a campaign stand, by entity ref.",
        "parameters": [
          {
            "name": "state",
            "in": "query",
            "description": "`left` stands for whatever is not done: to do or on an exception.",
            "schema": {
              "type": "string",
              "enum": [
                "open",
                "exempt",
                "done",
                "left"
              ]
            }
          },
          {
            "name": "owner",
            "in": "query",
            "allowReserved": true,
            "description": "Ref of a user or a group that owns them itself, as `owners` of the campaign counts; `none` for those without an owner.",
            "schema": {
              "type": "string",
              "minLength": 1,
              "maxLength": 512
            }
          },
          {
            "$ref": "#/components/parameters/limit"
          },
          {
            "$ref": "#/components/parameters/cursor"
          }
        ],
        "responses": {
          "200": {
            "description": "One page.",
            "content": {
              "application/json": {
                "schema": {
                  "type": "object",
                  "required": [
                    "items"
                  ],
                  "properties": {
                    "items": {
                      "type": "array",
                      "items": {
                        "type": "object",
                        "required": [
                          "entityRef",
                          "owners",
                          "state",
                          "ownLevel",
                          "open"
                        ],
                        "properties": {
                          "entityRef": {
                            "type": "string"
                          },
                          "title": {
                            "type": "string"
                          },
                          "owners": {
                            "type": "array",
                            "items": {
                              "type": "string"
                            }
                          },
                          "state": {
                            "type": "string",
                            "enum": [
                              "open",
                              "exempt",
                              "done"
                            ]
                          },
                          "ownLevel": {
                            "$ref": "#/components/schemas/Level"
                          },
                          "open": {
                            "type": "array",
                            "items": {
                              "type": "object",
                              "required": [
                                "id",
                                "status"
                              ],
                              "properties": {
                                "id": {
                                  "type": "string"
                                },
                                "status": {
                                  "$ref": "#/components/schemas/ControlStatus"
                                }
                              }
                            }
                          }
                        }
                      }
                    },
                    "nextCursor": {
                      "type": "string"
                    }
                  }
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/Error"
          }
        }
      }
    },
    "/roadmap": {
      "get": {
        "operationId": "GetRoadmap",
        "x-access": {
          "callers": "everyone",
          "permission": "ai-governance.scorecard.read"
        },
        "description": "The plans and checklists of the organization, with what is done by evidence or by a person's word.",
        "responses": {
          "200": {
            "description": "Plans and checklists.",
            "content": {
              "application/json": {
                "schema": {
                  "type": "object",
                  "required": [
                    "at",
                    "isComplete",
                    "organizationLevel",
                    "threshold",
                    "roadmaps",
                    "checklists"
                  ],
                  "properties": {
                    "at": {
                      "type": "string"
                    },
                    "isComplete": {
                      "type": "boolean"
                    },
                    "organizationLevel": {
                      "type": "integer"
                    },
                    "threshold": {
                      "type": "number"
                    },
                    "roadmaps": {
                      "type": "array",
                      "items": {
                        "type": "object",
                        "required": [
                          "id",
                          "name",
                          "description",
                          "phases"
                        ],
                        "properties": {
                          "id": {
                            "type": "string"
                          },
                          "name": {
                            "type": "string"
                          },
                          "description": {
                            "type": "string"
                          },
                          "currentPhase": {
                            "type": "string"
                          },
                          "phases": {
                            "type": "array",
                            "items": {
                              "type": "object",
                              "required": [
                                "id",
                                "name",
                                "period",
                                "done",
                                "items"
                              ],
                              "properties": {
                                "id": {
                                  "type": "string"
                                },
                                "name": {
                                  "type": "string"
                                },
                                "period": {
                                  "type": "string"
                                },
                                "targetLevel": {
                                  "type": "integer"
                                },
                                "done": {
                                  "type": "integer"
                                },
                                "items": {
                                  "type": "array",
                                  "items": {
                                    "$ref": "#/components/schemas/PlanItemState"
                                  }
                                }
                              }
                            }
                          }
                        }
                      }
                    },
                    "checklists": {
                      "type": "array",
                      "items": {
                        "type": "object",
                        "required": [
                          "id",
                          "name",
                          "description",
                          "holds",
                          "done",
                          "items"
                        ],
                        "properties": {
                          "id": {
                            "type": "string"
                          },
                          "name": {
                            "type": "string"
                          },
                          "description": {
                            "type": "string"
                          },
                          "holds": {
                            "type": "boolean"
                          },
                          "done": {
                            "type": "integer"
                          },
                          "items": {
                            "type": "array",
                            "items": {
                              "$ref": "#/components/schemas/PlanItemState"
                            }
                          }
                        }
                      }
                    }
                  }
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/Error"
          }
        }
      }
    },
    "/roadmap/attestations": {
      "post": {
        "operationId": "AttestPlanItem",
        "x-access": {
          "callers": "people",
          "permission": "ai-governance.roadmap.attest"
        },
        "description": "Takes a person's word that an item of a plan is done.",
        "requestBody": {
          "required": true,
          "content": {
            "application/json": {
              "schema": {
                "type": "object",
                "required": [
                  "subject",
                  "plan",
                  "item",
                  "statement"
                ],
                "additionalProperties": false,
                "properties": {
                  "subject": {
                    "type": "string",
                    "minLength": 1,
                    "maxLength": 512,
                    "description": "`organization`, or for entry criteria of an adoption stage the group ref of a team."
                  },
                  "plan": {
                    "type": "string",
                    "minLength": 1,
                    "maxLength": 255
                  },
                  "item": {
                    "type": "string",
                    "minLength": 1,
                    "maxLength": 255
                  },
                  "statement": {
                    "type": "string",
                    "minLength": 1,
                    "maxLength": 4000
                  },
                  "link": {
                    "type": "string",
                    "maxLength": 2000,
                    "pattern": "^https?://"
                  },
                  "validUntil": {
                    "type": "string",
                    "minLength": 10,
                    "maxLength": 30,
                    "description": "A date, which ends at 24:00 in the organization's time zone, or an ISO 8601 instant; at most a year ahead."
                  }
                }
              }
            }
          }
        },
        "responses": {
          "201": {
            "description": "The attestation.",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/PlanAttestation"
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/Error"
          }
        }
      }
    },
    "/roadmap/attestations/{id}/withdraw": {
      "parameters": [
        {
          "name": "id",
          "in": "path",
          "required": true,
          "schema": {
            "type": "string",
            "minLength": 1,
            "maxLength": 36
          }
        }
      ],
      "post": {
        "operationId": "WithdrawPlanAttestation",
        "x-access": {
          "callers": "people",
          "permission": "ai-governance.roadmap.attest"
        },
        "description": "Takes an attestation of a plan back.",
        "requestBody": {
          "required": true,
          "content": {
            "application/json": {
              "schema": {
                "type": "object",
                "required": [
                  "reason"
                ],
                "additionalProperties": false,
                "properties": {
                  "reason": {
                    "type": "string",
                    "minLength": 1,
                    "maxLength": 2000
                  }
                }
              }
            }
          }
        },
        "responses": {
          "204": {
            "description": "It stands no longer."
          },
          "default": {
            "$ref": "#/components/responses/Error"
          }
        }
      }
    },
    "/adoption": {
      "get": {
        "operationId": "GetAdoption",
        "x-access": {
          "callers": "everyone",
          "permission": "ai-governance.scorecard.read"
        },
        "description": "The adoption stage of every team, with the entry criteria of the next.",
        "responses": {
          "200": {
            "description": "Teams.",
            "content": {
              "application/json": {
                "schema": {
                  "type": "object",
                  "required": [
                    "at",
                    "isComplete",
                    "threshold",
                    "stages",
                    "items"
                  ],
                  "properties": {
                    "at": {
                      "type": "string"
                    },
                    "isComplete": {
                      "type": "boolean"
                    },
                    "threshold": {
                      "type": "number"
                    },
                    "stages": {
                      "type": "array",
                      "items": {
                        "type": "object",
                        "required": [
                          "id",
                          "name",
                          "description"
                        ],
                        "properties": {
                          "id": {
                            "type": "string"
                          },
                          "name": {
                            "type": "string"
                          },
                          "description": {
                            "type": "string"
                          }
                        }
                      }
                    },
                    "items": {
                      "type": "array",
                      "items": {
                        "$ref": "#/components/schemas/AdoptionTeam"
                      }
                    }
                  }
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/Error"
          }
        }
      }
    },
    "/adoption/ahead": {
      "get": {
        "operationId": "ListAhead",
        "x-access": {
          "callers": "everyone",
          "permission": "ai-governance.scorecard.read"
        },
        "description": "The entities that declare a stage which their team has not taken, by entity ref.",
        "parameters": [
          {
            "name": "team",
            "in": "query",
            "required": true,
            "allowReserved": true,
            "schema": {
              "type": "string",
              "minLength": 1,
              "maxLength": 512
            }
          },
          {
            "$ref": "#/components/parameters/limit"
          },
          {
            "$ref": "#/components/parameters/cursor"
          }
        ],
        "responses": {
          "200": {
            "description": "One page.",
            "content": {
              "application/json": {
                "schema": {
                  "type": "object",
                  "required": [
                    "at",
                    "items",
                    "totalItems"
                  ],
                  "properties": {
                    "at": {
                      "type": "string"
                    },
                    "items": {
                      "type": "array",
                      "items": {
                        "type": "object",
                        "required": [
                          "entityRef",
                          "owners",
                          "stage"
                        ],
                        "properties": {
                          "entityRef": {
                            "type": "string"
                          },
                          "title": {
                            "type": "string"
                          },
                          "owners": {
                            "type": "array",
                            "items": {
                              "type": "string"
                            }
                          },
                          "stage": {
                            "type": "string"
                          }
                        }
                      }
                    },
                    "totalItems": {
                      "type": "integer"
                    },
                    "nextCursor": {
                      "type": "string"
                    }
                  }
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/Error"
          }
        }
      }
    },
    "/adoption/moves": {
      "post": {
        "operationId": "MoveAdoption",
        "x-access": {
          "callers": "people",
          "permission": "ai-governance.adoption.decide"
        },
        "description": "Moves a team up by one stage, when everything is there that it takes, or down. What it takes is looked at over everything the team has; the answer is of what the caller may see, as in `GET /adoption`.",
        "requestBody": {
          "required": true,
          "content": {
            "application/json": {
              "schema": {
                "type": "object",
                "required": [
                  "team",
                  "from",
                  "to",
                  "reason"
                ],
                "additionalProperties": false,
                "properties": {
                  "team": {
                    "type": "string",
                    "minLength": 1,
                    "maxLength": 512
                  },
                  "from": {
                    "type": [
                      "string",
                      "null"
                    ],
                    "maxLength": 255
                  },
                  "to": {
                    "type": [
                      "string",
                      "null"
                    ],
                    "maxLength": 255
                  },
                  "reason": {
                    "type": "string",
                    "minLength": 1,
                    "maxLength": 2000
                  }
                }
              }
            }
          }
        },
        "responses": {
          "200": {
            "description": "The team.",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/AdoptionTeam"
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/Error"
          }
        }
      }
    },
    "/incidents": {
      "get": {
        "operationId": "ListIncidents",
        "x-access": {
          "callers": "everyone",
          "permission": "ai-governance.incident.read"
        },
        "description": "Incidents, newest first. Services the caller may not see are left out, and so is an incident that concerns no others.",
        "parameters": [
          {
            "name": "state",
            "in": "query",
            "schema": {
              "$ref": "#/components/schemas/IncidentState"
            }
          },
          {
            "name": "entityRef",
            "in": "query",
            "schema": {
              "type": "string",
              "minLength": 1,
              "maxLength": 255
            }
          },
          {
            "$ref": "#/components/parameters/limit"
          },
          {
            "$ref": "#/components/parameters/cursor"
          }
        ],
        "responses": {
          "200": {
            "description": "One page.",
            "content": {
              "application/json": {
                "schema": {
                  "type": "object",
                  "required": [
                    "items"
                  ],
                  "properties": {
                    "items": {
                      "type": "array",
                      "items": {
                        "$ref": "#/components/schemas/Incident"
                      }
                    },
                    "nextCursor": {
                      "type": "string"
                    }
                  }
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/Error"
          }
        }
      },
      "post": {
        "operationId": "ReportIncident",
        "x-access": {
          "callers": "people",
          "permission": "ai-governance.incident.report"
        },
        "description": "Reports an incident; it makes the incident control due until it is reviewed.",
        "requestBody": {
          "required": true,
          "content": {
            "application/json": {
              "schema": {
                "$ref": "#/components/schemas/IncidentReport"
              }
            }
          }
        },
        "responses": {
          "201": {
            "description": "The incident.",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/Incident"
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/Error"
          }
        }
      }
    },
    "/incidents/{id}": {
      "parameters": [
        {
          "name": "id",
          "in": "path",
          "required": true,
          "schema": {
            "type": "string",
            "minLength": 1,
            "maxLength": 100
          }
        }
      ],
      "get": {
        "operationId": "GetIncident",
        "x-access": {
          "callers": "everyone",
          "permission": "ai-governance.incident.read"
        },
        "description": "One incident.",
        "responses": {
          "200": {
            "description": "The incident.",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/Incident"
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/Error"
          }
        }
      }
    },
    "/incidents/{id}/steps/{step}": {
      "parameters": [
        {
          "name": "id",
          "in": "path",
          "required": true,
          "schema": {
            "type": "string",
            "minLength": 1,
            "maxLength": 100
          }
        },
        {
          "name": "step",
          "in": "path",
          "required": true,
          "schema": {
            "type": "string",
            "minLength": 1,
            "maxLength": 100
          }
        }
      ],
      "put": {
        "operationId": "TickIncidentStep",
        "x-access": {
          "callers": "people",
          "permission": "ai-governance.incident.manage"
        },
        "description": "Ticks a step of the playbook off, or takes that back.",
        "requestBody": {
          "required": true,
          "content": {
            "application/json": {
              "schema": {
                "type": "object",
                "additionalProperties": false,
                "required": [
                  "done"
                ],
                "properties": {
                  "done": {
                    "type": "boolean"
                  },
                  "note": {
                    "type": "string",
                    "maxLength": 1000
                  }
                }
              }
            }
          }
        },
        "responses": {
          "200": {
            "description": "What it is now.",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/Incident"
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/Error"
          }
        }
      }
    },
    "/incidents/{id}/contain": {
      "parameters": [
        {
          "name": "id",
          "in": "path",
          "required": true,
          "schema": {
            "type": "string",
            "minLength": 1,
            "maxLength": 100
          }
        }
      ],
      "post": {
        "operationId": "ContainIncident",
        "x-access": {
          "callers": "people",
          "permission": "ai-governance.incident.manage"
        },
        "description": "Says that it does no further harm.",
        "requestBody": {
          "required": true,
          "content": {
            "application/json": {
              "schema": {
                "type": "object",
                "additionalProperties": false,
                "required": [
                  "version",
                  "note"
                ],
                "properties": {
                  "version": {
                    "type": "integer",
                    "minimum": 1
                  },
                  "note": {
                    "type": "string",
                    "minLength": 1,
                    "maxLength": 4000
                  }
                }
              }
            }
          }
        },
        "responses": {
          "200": {
            "description": "What it is now.",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/Incident"
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/Error"
          }
        }
      }
    },
    "/incidents/{id}/review": {
      "parameters": [
        {
          "name": "id",
          "in": "path",
          "required": true,
          "schema": {
            "type": "string",
            "minLength": 1,
            "maxLength": 100
          }
        }
      ],
      "post": {
        "operationId": "ReviewIncident",
        "x-access": {
          "callers": "people",
          "permission": "ai-governance.incident.manage"
        },
        "description": "Writes the post-incident review, which a second person has to read.",
        "requestBody": {
          "required": true,
          "content": {
            "application/json": {
              "schema": {
                "type": "object",
                "additionalProperties": false,
                "required": [
                  "version",
                  "failed",
                  "controlChanges",
                  "followUps"
                ],
                "properties": {
                  "version": {
                    "type": "integer",
                    "minimum": 1
                  },
                  "failed": {
                    "type": "string",
                    "minLength": 1,
                    "maxLength": 4000
                  },
                  "controlChanges": {
                    "type": "string",
                    "minLength": 1,
                    "maxLength": 4000
                  },
                  "followUps": {
                    "type": "array",
                    "maxItems": 50,
                    "items": {
                      "$ref": "#/components/schemas/FollowUpRequest"
                    }
                  }
                }
              }
            }
          }
        },
        "responses": {
          "200": {
            "description": "What it is now.",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/Incident"
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/Error"
          }
        }
      }
    },
    "/incidents/{id}/review/confirm": {
      "parameters": [
        {
          "name": "id",
          "in": "path",
          "required": true,
          "schema": {
            "type": "string",
            "minLength": 1,
            "maxLength": 100
          }
        }
      ],
      "post": {
        "operationId": "ConfirmIncidentReview",
        "x-access": {
          "callers": "people",
          "permission": "ai-governance.incident.manage"
        },
        "description": "A second person has read the review; the incident no longer makes anything due.",
        "requestBody": {
          "required": true,
          "content": {
            "application/json": {
              "schema": {
                "type": "object",
                "additionalProperties": false,
                "required": [
                  "version"
                ],
                "properties": {
                  "version": {
                    "type": "integer",
                    "minimum": 1
                  }
                }
              }
            }
          }
        },
        "responses": {
          "200": {
            "description": "What it is now.",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/Incident"
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/Error"
          }
        }
      }
    },
    "/incidents/{id}/follow-ups/{followUp}/done": {
      "parameters": [
        {
          "name": "id",
          "in": "path",
          "required": true,
          "schema": {
            "type": "string",
            "minLength": 1,
            "maxLength": 100
          }
        },
        {
          "name": "followUp",
          "in": "path",
          "required": true,
          "schema": {
            "type": "string",
            "minLength": 1,
            "maxLength": 100
          }
        }
      ],
      "post": {
        "operationId": "FinishIncidentFollowUp",
        "x-access": {
          "callers": "people",
          "permission": "ai-governance.incident.manage",
          "asker": true
        },
        "description": "Says that a follow-up is done. Its owner may say so without seeing any service of the incident, and is then answered nothing of it.",
        "responses": {
          "200": {
            "description": "What it is now.",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/Incident"
                }
              }
            }
          },
          "204": {
            "description": "Done; the caller may see nothing of the incident."
          },
          "default": {
            "$ref": "#/components/responses/Error"
          }
        }
      }
    },
    "/exercises": {
      "get": {
        "operationId": "ListExercises",
        "x-access": {
          "callers": "everyone",
          "permission": "ai-governance.incident.read"
        },
        "description": "Tabletop exercises, newest first.",
        "parameters": [
          {
            "$ref": "#/components/parameters/limit"
          },
          {
            "$ref": "#/components/parameters/cursor"
          }
        ],
        "responses": {
          "200": {
            "description": "One page.",
            "content": {
              "application/json": {
                "schema": {
                  "type": "object",
                  "required": [
                    "items"
                  ],
                  "properties": {
                    "items": {
                      "type": "array",
                      "items": {
                        "$ref": "#/components/schemas/Exercise"
                      }
                    },
                    "nextCursor": {
                      "type": "string"
                    }
                  }
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/Error"
          }
        }
      },
      "post": {
        "operationId": "RecordExercise",
        "x-access": {
          "callers": "people",
          "permission": "ai-governance.incident.manage"
        },
        "description": "Records a tabletop exercise, and attests it for the organization; a second person confirms it.",
        "requestBody": {
          "required": true,
          "content": {
            "application/json": {
              "schema": {
                "$ref": "#/components/schemas/ExerciseReport"
              }
            }
          }
        },
        "responses": {
          "201": {
            "description": "The exercise.",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/Exercise"
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/Error"
          }
        }
      }
    },
    "/exercises/{id}/follow-ups/{followUp}/done": {
      "parameters": [
        {
          "name": "id",
          "in": "path",
          "required": true,
          "schema": {
            "type": "string",
            "minLength": 1,
            "maxLength": 100
          }
        },
        {
          "name": "followUp",
          "in": "path",
          "required": true,
          "schema": {
            "type": "string",
            "minLength": 1,
            "maxLength": 100
          }
        }
      ],
      "post": {
        "operationId": "FinishExerciseFollowUp",
        "x-access": {
          "callers": "people",
          "permission": "ai-governance.incident.manage",
          "asker": true
        },
        "description": "Says that a follow-up is done.",
        "responses": {
          "200": {
            "description": "What it is now.",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/Exercise"
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/Error"
          }
        }
      }
    },
    "/committee": {
      "get": {
        "operationId": "GetCommittee",
        "x-access": {
          "callers": "everyone",
          "permission": "ai-governance.committee.read"
        },
        "description": "Who sits in the committee, and what its next meeting would be about.",
        "responses": {
          "200": {
            "description": "The committee.",
            "content": {
              "application/json": {
                "schema": {
                  "type": "object",
                  "required": [
                    "seats",
                    "quorum",
                    "everyDays",
                    "nextOn",
                    "timeZone",
                    "agenda"
                  ],
                  "properties": {
                    "seats": {
                      "type": "array",
                      "items": {
                        "type": "object",
                        "required": [
                          "id",
                          "name",
                          "roles",
                          "required",
                          "members",
                          "isMissing"
                        ],
                        "properties": {
                          "id": {
                            "type": "string"
                          },
                          "name": {
                            "type": "string"
                          },
                          "roles": {
                            "type": "array",
                            "items": {
                              "type": "string"
                            }
                          },
                          "required": {
                            "type": "boolean"
                          },
                          "members": {
                            "type": "array",
                            "items": {
                              "type": "string"
                            }
                          },
                          "isMissing": {
                            "type": "boolean"
                          }
                        }
                      }
                    },
                    "quorum": {
                      "type": "integer"
                    },
                    "everyDays": {
                      "type": "integer"
                    },
                    "nextOn": {
                      "type": "string"
                    },
                    "timeZone": {
                      "type": "string"
                    },
                    "agenda": {
                      "type": "array",
                      "items": {
                        "$ref": "#/components/schemas/AgendaItem"
                      }
                    },
                    "open": {
                      "$ref": "#/components/schemas/Meeting"
                    }
                  }
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/Error"
          }
        }
      }
    },
    "/committee/meetings": {
      "get": {
        "operationId": "ListMeetings",
        "x-access": {
          "callers": "everyone",
          "permission": "ai-governance.committee.read"
        },
        "description": "Meetings of the committee, newest first.",
        "parameters": [
          {
            "$ref": "#/components/parameters/limit"
          },
          {
            "$ref": "#/components/parameters/cursor"
          }
        ],
        "responses": {
          "200": {
            "description": "One page.",
            "content": {
              "application/json": {
                "schema": {
                  "type": "object",
                  "required": [
                    "items"
                  ],
                  "properties": {
                    "items": {
                      "type": "array",
                      "items": {
                        "$ref": "#/components/schemas/Meeting"
                      }
                    },
                    "nextCursor": {
                      "type": "string"
                    }
                  }
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/Error"
          }
        }
      },
      "post": {
        "operationId": "ConveneMeeting",
        "x-access": {
          "callers": "people",
          "permission": "ai-governance.committee.manage"
        },
        "description": "Calls a meeting, with what is due by then as its agenda.",
        "requestBody": {
          "required": true,
          "content": {
            "application/json": {
              "schema": {
                "type": "object",
                "additionalProperties": false,
                "required": [
                  "on"
                ],
                "properties": {
                  "on": {
                    "type": "string",
                    "minLength": 1,
                    "maxLength": 10
                  }
                }
              }
            }
          }
        },
        "responses": {
          "201": {
            "description": "The meeting.",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/Meeting"
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/Error"
          }
        }
      }
    },
    "/committee/meetings/{id}": {
      "parameters": [
        {
          "name": "id",
          "in": "path",
          "required": true,
          "schema": {
            "type": "string",
            "minLength": 1,
            "maxLength": 100
          }
        }
      ],
      "get": {
        "operationId": "GetMeeting",
        "x-access": {
          "callers": "everyone",
          "permission": "ai-governance.committee.read"
        },
        "description": "One meeting.",
        "responses": {
          "200": {
            "description": "The meeting.",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/Meeting"
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/Error"
          }
        }
      }
    },
    "/committee/meetings/{id}/minutes": {
      "parameters": [
        {
          "name": "id",
          "in": "path",
          "required": true,
          "schema": {
            "type": "string",
            "minLength": 1,
            "maxLength": 100
          }
        }
      ],
      "get": {
        "operationId": "GetMinutes",
        "x-access": {
          "callers": "everyone",
          "permission": "ai-governance.committee.read"
        },
        "description": "The minutes of a meeting.",
        "responses": {
          "200": {
            "description": "The minutes.",
            "content": {
              "text/markdown": {
                "schema": {
                  "type": "string"
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/Error"
          }
        }
      }
    },
    "/committee/meetings/{id}/attendance": {
      "parameters": [
        {
          "name": "id",
          "in": "path",
          "required": true,
          "schema": {
            "type": "string",
            "minLength": 1,
            "maxLength": 100
          }
        }
      ],
      "put": {
        "operationId": "RecordAttendance",
        "x-access": {
          "callers": "people",
          "permission": "ai-governance.committee.manage"
        },
        "description": "Says who is there, each for one seat or as a guest.",
        "requestBody": {
          "required": true,
          "content": {
            "application/json": {
              "schema": {
                "type": "object",
                "additionalProperties": false,
                "required": [
                  "version",
                  "attendance"
                ],
                "properties": {
                  "version": {
                    "type": "integer",
                    "minimum": 1
                  },
                  "attendance": {
                    "type": "array",
                    "maxItems": 100,
                    "items": {
                      "$ref": "#/components/schemas/Attendance"
                    }
                  }
                }
              }
            }
          }
        },
        "responses": {
          "200": {
            "description": "What it is now.",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/Meeting"
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/Error"
          }
        }
      }
    },
    "/committee/meetings/{id}/agenda": {
      "parameters": [
        {
          "name": "id",
          "in": "path",
          "required": true,
          "schema": {
            "type": "string",
            "minLength": 1,
            "maxLength": 100
          }
        }
      ],
      "post": {
        "operationId": "ExtendAgenda",
        "x-access": {
          "callers": "people",
          "permission": "ai-governance.committee.manage"
        },
        "description": "Adds what became due since the meeting was convened.",
        "requestBody": {
          "required": true,
          "content": {
            "application/json": {
              "schema": {
                "$ref": "#/components/schemas/Version"
              }
            }
          }
        },
        "responses": {
          "200": {
            "description": "What it is now.",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/Meeting"
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/Error"
          }
        }
      }
    },
    "/committee/meetings/{id}/decisions": {
      "parameters": [
        {
          "name": "id",
          "in": "path",
          "required": true,
          "schema": {
            "type": "string",
            "minLength": 1,
            "maxLength": 100
          }
        }
      ],
      "post": {
        "operationId": "RecordDecision",
        "x-access": {
          "callers": "people",
          "permission": "ai-governance.committee.manage"
        },
        "description": "Records what was decided on an item of the agenda; it takes a quorum.",
        "requestBody": {
          "required": true,
          "content": {
            "application/json": {
              "schema": {
                "type": "object",
                "additionalProperties": false,
                "required": [
                  "version",
                  "key",
                  "outcome",
                  "reason",
                  "dissent"
                ],
                "properties": {
                  "version": {
                    "type": "integer",
                    "minimum": 1
                  },
                  "key": {
                    "type": "string",
                    "minLength": 1,
                    "maxLength": 200
                  },
                  "outcome": {
                    "type": "string",
                    "enum": [
                      "agreed",
                      "declined",
                      "noted",
                      "deferred"
                    ]
                  },
                  "reason": {
                    "type": "string",
                    "minLength": 1,
                    "maxLength": 4000
                  },
                  "dissent": {
                    "type": "array",
                    "maxItems": 50,
                    "items": {
                      "type": "object",
                      "additionalProperties": false,
                      "required": [
                        "person",
                        "reason"
                      ],
                      "properties": {
                        "person": {
                          "type": "string",
                          "minLength": 1,
                          "maxLength": 255
                        },
                        "reason": {
                          "type": "string",
                          "minLength": 1,
                          "maxLength": 2000
                        }
                      }
                    }
                  }
                }
              }
            }
          }
        },
        "responses": {
          "200": {
            "description": "What it is now.",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/Meeting"
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/Error"
          }
        }
      }
    },
    "/committee/meetings/{id}/close": {
      "parameters": [
        {
          "name": "id",
          "in": "path",
          "required": true,
          "schema": {
            "type": "string",
            "minLength": 1,
            "maxLength": 100
          }
        }
      ],
      "post": {
        "operationId": "CloseMeeting",
        "x-access": {
          "callers": "people",
          "permission": "ai-governance.committee.manage"
        },
        "description": "Closes a meeting; what it left undecided goes to the next.",
        "requestBody": {
          "required": true,
          "content": {
            "application/json": {
              "schema": {
                "$ref": "#/components/schemas/Version"
              }
            }
          }
        },
        "responses": {
          "200": {
            "description": "What it is now.",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/Meeting"
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/Error"
          }
        }
      }
    },
    "/workflows": {
      "get": {
        "operationId": "ListWorkflows",
        "x-access": {
          "callers": "everyone",
          "permission": "ai-governance.workflow.read"
        },
        "description": "AI workflows of the organization, newest first.",
        "parameters": [
          {
            "name": "state",
            "in": "query",
            "schema": {
              "$ref": "#/components/schemas/WorkflowState"
            }
          },
          {
            "$ref": "#/components/parameters/limit"
          },
          {
            "$ref": "#/components/parameters/cursor"
          }
        ],
        "responses": {
          "200": {
            "description": "One page.",
            "content": {
              "application/json": {
                "schema": {
                  "type": "object",
                  "required": [
                    "items"
                  ],
                  "properties": {
                    "items": {
                      "type": "array",
                      "items": {
                        "$ref": "#/components/schemas/Workflow"
                      }
                    },
                    "nextCursor": {
                      "type": "string"
                    }
                  }
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/Error"
          }
        }
      },
      "post": {
        "operationId": "ProposeWorkflow",
        "x-access": {
          "callers": "people",
          "permission": "ai-governance.workflow.propose"
        },
        "description": "Proposes an AI workflow, which somebody else has to approve.",
        "requestBody": {
          "required": true,
          "content": {
            "application/json": {
              "schema": {
                "$ref": "#/components/schemas/WorkflowProposal"
              }
            }
          }
        },
        "responses": {
          "201": {
            "description": "The workflow.",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/Workflow"
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/Error"
          }
        }
      }
    },
    "/workflows/{id}": {
      "parameters": [
        {
          "name": "id",
          "in": "path",
          "required": true,
          "schema": {
            "type": "string",
            "minLength": 1,
            "maxLength": 100
          }
        }
      ],
      "put": {
        "operationId": "EditWorkflow",
        "x-access": {
          "callers": "people",
          "permission": "ai-governance.workflow.propose",
          "onlyAsker": true
        },
        "description": "Says something else of a workflow, which has to be approved again.",
        "requestBody": {
          "required": true,
          "content": {
            "application/json": {
              "schema": {
                "$ref": "#/components/schemas/WorkflowEdit"
              }
            }
          }
        },
        "responses": {
          "200": {
            "description": "What it is now.",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/Workflow"
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/Error"
          }
        }
      }
    },
    "/workflows/{id}/approve": {
      "parameters": [
        {
          "name": "id",
          "in": "path",
          "required": true,
          "schema": {
            "type": "string",
            "minLength": 1,
            "maxLength": 100
          }
        }
      ],
      "post": {
        "operationId": "ApproveWorkflow",
        "x-access": {
          "callers": "people",
          "permission": "ai-governance.workflow.decide",
          "roles": [
            "security-compliance"
          ]
        },
        "description": "Approves a workflow for the time its level allows.",
        "requestBody": {
          "required": true,
          "content": {
            "application/json": {
              "schema": {
                "$ref": "#/components/schemas/VersionedReason"
              }
            }
          }
        },
        "responses": {
          "200": {
            "description": "What it is now.",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/Workflow"
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/Error"
          }
        }
      }
    },
    "/workflows/{id}/reject": {
      "parameters": [
        {
          "name": "id",
          "in": "path",
          "required": true,
          "schema": {
            "type": "string",
            "minLength": 1,
            "maxLength": 100
          }
        }
      ],
      "post": {
        "operationId": "RejectWorkflow",
        "x-access": {
          "callers": "people",
          "permission": "ai-governance.workflow.decide",
          "roles": [
            "security-compliance"
          ]
        },
        "description": "Rejects a workflow.",
        "requestBody": {
          "required": true,
          "content": {
            "application/json": {
              "schema": {
                "$ref": "#/components/schemas/VersionedReason"
              }
            }
          }
        },
        "responses": {
          "200": {
            "description": "What it is now.",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/Workflow"
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/Error"
          }
        }
      }
    },
    "/workflows/{id}/review": {
      "parameters": [
        {
          "name": "id",
          "in": "path",
          "required": true,
          "schema": {
            "type": "string",
            "minLength": 1,
            "maxLength": 100
          }
        }
      ],
      "post": {
        "operationId": "ReviewWorkflow",
        "x-access": {
          "callers": "people",
          "permission": "ai-governance.workflow.decide",
          "roles": [
            "security-compliance"
          ]
        },
        "description": "Looks at an approved workflow again, for another period.",
        "requestBody": {
          "required": true,
          "content": {
            "application/json": {
              "schema": {
                "$ref": "#/components/schemas/VersionedReason"
              }
            }
          }
        },
        "responses": {
          "200": {
            "description": "What it is now.",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/Workflow"
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/Error"
          }
        }
      }
    },
    "/workflows/{id}/retire": {
      "parameters": [
        {
          "name": "id",
          "in": "path",
          "required": true,
          "schema": {
            "type": "string",
            "minLength": 1,
            "maxLength": 100
          }
        }
      ],
      "post": {
        "operationId": "RetireWorkflow",
        "x-access": {
          "callers": "people",
          "permission": "ai-governance.workflow.decide",
          "asker": true,
          "roles": [
            "security-compliance"
          ]
        },
        "description": "Ends a workflow.",
        "requestBody": {
          "required": true,
          "content": {
            "application/json": {
              "schema": {
                "$ref": "#/components/schemas/VersionedReason"
              }
            }
          }
        },
        "responses": {
          "200": {
            "description": "What it is now.",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/Workflow"
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/Error"
          }
        }
      }
    },
    "/violations": {
      "get": {
        "operationId": "ListViolations",
        "x-access": {
          "callers": "everyone",
          "permission": "ai-governance.violation.read"
        },
        "description": "Violations of the usage policy, newest first.",
        "parameters": [
          {
            "$ref": "#/components/parameters/limit"
          },
          {
            "$ref": "#/components/parameters/cursor"
          }
        ],
        "responses": {
          "200": {
            "description": "One page.",
            "content": {
              "application/json": {
                "schema": {
                  "type": "object",
                  "required": [
                    "items"
                  ],
                  "properties": {
                    "items": {
                      "type": "array",
                      "items": {
                        "$ref": "#/components/schemas/Violation"
                      }
                    },
                    "nextCursor": {
                      "type": "string"
                    }
                  }
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/Error"
          }
        }
      },
      "post": {
        "operationId": "ReportViolation",
        "x-access": {
          "callers": "people",
          "permission": "ai-governance.violation.report"
        },
        "description": "Records a violation, and tells the roles of the escalation step it is.",
        "requestBody": {
          "required": true,
          "content": {
            "application/json": {
              "schema": {
                "$ref": "#/components/schemas/ViolationReport"
              }
            }
          }
        },
        "responses": {
          "201": {
            "description": "The violation.",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/Violation"
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/Error"
          }
        }
      }
    },
    "/violations/own": {
      "get": {
        "operationId": "ListOwnViolations",
        "x-access": {
          "callers": "people"
        },
        "description": "Violations that are about the caller, newest first.",
        "parameters": [
          {
            "$ref": "#/components/parameters/limit"
          },
          {
            "$ref": "#/components/parameters/cursor"
          }
        ],
        "responses": {
          "200": {
            "description": "One page.",
            "content": {
              "application/json": {
                "schema": {
                  "type": "object",
                  "required": [
                    "items"
                  ],
                  "properties": {
                    "items": {
                      "type": "array",
                      "items": {
                        "$ref": "#/components/schemas/Violation"
                      }
                    },
                    "nextCursor": {
                      "type": "string"
                    }
                  }
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/Error"
          }
        }
      }
    },
    "/violations/{id}/settle": {
      "parameters": [
        {
          "name": "id",
          "in": "path",
          "required": true,
          "schema": {
            "type": "string",
            "minLength": 1,
            "maxLength": 100
          }
        }
      ],
      "post": {
        "operationId": "SettleViolation",
        "x-access": {
          "callers": "people",
          "permission": "ai-governance.violation.read"
        },
        "description": "Says what came of a violation.",
        "requestBody": {
          "required": true,
          "content": {
            "application/json": {
              "schema": {
                "type": "object",
                "additionalProperties": false,
                "required": [
                  "version",
                  "text"
                ],
                "properties": {
                  "version": {
                    "type": "integer",
                    "minimum": 1
                  },
                  "text": {
                    "type": "string",
                    "minLength": 1,
                    "maxLength": 4000
                  }
                }
              }
            }
          }
        },
        "responses": {
          "200": {
            "description": "What it is now.",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/Violation"
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/Error"
          }
        }
      }
    },
    "/feedback": {
      "get": {
        "operationId": "ListFeedback",
        "x-access": {
          "callers": "people"
        },
        "description": "What the caller said of controls; for those who may read it, what everybody said, without who.",
        "responses": {
          "200": {
            "description": "Feedback.",
            "content": {
              "application/json": {
                "schema": {
                  "type": "object",
                  "required": [
                    "own"
                  ],
                  "properties": {
                    "own": {
                      "type": "array",
                      "items": {
                        "$ref": "#/components/schemas/ControlFeedback"
                      }
                    },
                    "items": {
                      "type": "array",
                      "items": {
                        "type": "object",
                        "required": [
                          "control",
                          "people",
                          "verdicts",
                          "texts"
                        ],
                        "properties": {
                          "control": {
                            "type": "string"
                          },
                          "people": {
                            "type": "integer"
                          },
                          "verdicts": {
                            "type": "object",
                            "additionalProperties": {
                              "type": "integer"
                            }
                          },
                          "texts": {
                            "type": "array",
                            "items": {
                              "type": "object",
                              "required": [
                                "verdict",
                                "text",
                                "at"
                              ],
                              "properties": {
                                "verdict": {
                                  "type": "string"
                                },
                                "text": {
                                  "type": "string"
                                },
                                "at": {
                                  "type": "string"
                                }
                              }
                            }
                          }
                        }
                      }
                    }
                  }
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/Error"
          }
        }
      }
    },
    "/feedback/{control}": {
      "parameters": [
        {
          "name": "control",
          "in": "path",
          "required": true,
          "schema": {
            "type": "string",
            "minLength": 1,
            "maxLength": 100
          }
        }
      ],
      "put": {
        "operationId": "GiveFeedback",
        "x-access": {
          "callers": "people"
        },
        "description": "Says what the caller thinks of a control; a later word replaces an earlier one.",
        "requestBody": {
          "required": true,
          "content": {
            "application/json": {
              "schema": {
                "type": "object",
                "additionalProperties": false,
                "required": [
                  "verdict"
                ],
                "properties": {
                  "verdict": {
                    "$ref": "#/components/schemas/FeedbackVerdict"
                  },
                  "text": {
                    "type": "string",
                    "maxLength": 1000
                  }
                }
              }
            }
          }
        },
        "responses": {
          "200": {
            "description": "What it is now.",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/ControlFeedback"
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/Error"
          }
        }
      },
      "delete": {
        "operationId": "TakeBackFeedback",
        "x-access": {
          "callers": "people"
        },
        "description": "Takes back what the caller said of a control.",
        "responses": {
          "204": {
            "description": "It is gone."
          },
          "default": {
            "$ref": "#/components/responses/Error"
          }
        }
      }
    },
    "/failures": {
      "get": {
        "operationId": "GetFailures",
        "x-access": {
          "callers": "everyone",
          "permission": "ai-governance.scorecard.read"
        },
        "description": "Controls that began to fail in a week and still did at its end.",
        "parameters": [
          {
            "name": "week",
            "in": "query",
            "description": "Any of its days; this week where absent.",
            "schema": {
              "type": "string",
              "minLength": 1,
              "maxLength": 10
            }
          }
        ],
        "responses": {
          "200": {
            "description": "The week.",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/Failures"
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/Error"
          }
        }
      }
    },
    "/failures/{week}/review": {
      "parameters": [
        {
          "name": "week",
          "in": "path",
          "required": true,
          "schema": {
            "type": "string",
            "minLength": 1,
            "maxLength": 100
          }
        }
      ],
      "post": {
        "operationId": "ReviewFailures",
        "x-access": {
          "callers": "people",
          "permission": "ai-governance.failure.review"
        },
        "description": "Says that a week that is over was looked at, and what came of it.",
        "requestBody": {
          "required": true,
          "content": {
            "application/json": {
              "schema": {
                "type": "object",
                "additionalProperties": false,
                "required": [
                  "notes"
                ],
                "properties": {
                  "notes": {
                    "type": "string",
                    "minLength": 1,
                    "maxLength": 4000
                  }
                }
              }
            }
          }
        },
        "responses": {
          "200": {
            "description": "The week.",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/Failures"
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/Error"
          }
        }
      }
    },
    "/accountability": {
      "get": {
        "operationId": "GetAccountability",
        "x-access": {
          "callers": "people"
        },
        "description": "Whether the caller acknowledged who answers for what; for those who may read it, how many of each team did.",
        "responses": {
          "200": {
            "description": "The state.",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/Accountability"
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/Error"
          }
        }
      }
    },
    "/accountability/acknowledge": {
      "post": {
        "operationId": "AcknowledgeAccountability",
        "x-access": {
          "callers": "people"
        },
        "description": "Acknowledges the texts as they are in force.",
        "requestBody": {
          "required": true,
          "content": {
            "application/json": {
              "schema": {
                "type": "object",
                "additionalProperties": false,
                "required": [
                  "digest"
                ],
                "properties": {
                  "digest": {
                    "type": "string",
                    "minLength": 1,
                    "maxLength": 100
                  }
                }
              }
            }
          }
        },
        "responses": {
          "200": {
            "description": "The state.",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/Accountability"
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/Error"
          }
        }
      }
    },
    "/declarations": {
      "get": {
        "operationId": "ListDeclarations",
        "x-access": {
          "callers": "everyone",
          "permission": "ai-governance.scorecard.read"
        },
        "description": "Declarations that lower a protection, newest first: those that wait for a second person, or with another state those that were decided.",
        "parameters": [
          {
            "name": "entityRef",
            "in": "query",
            "allowReserved": true,
            "schema": {
              "type": "string",
              "minLength": 1,
              "maxLength": 512
            }
          },
          {
            "name": "state",
            "in": "query",
            "description": "One state, or `decided` for all but `pending`, with those of the sample that somebody looked at.",
            "schema": {
              "type": "string",
              "enum": [
                "pending",
                "approved",
                "rejected",
                "withdrawn",
                "decided"
              ]
            }
          },
          {
            "$ref": "#/components/parameters/limit"
          },
          {
            "$ref": "#/components/parameters/cursor"
          }
        ],
        "responses": {
          "200": {
            "description": "Declarations with what was decided.",
            "content": {
              "application/json": {
                "schema": {
                  "type": "object",
                  "required": [
                    "items"
                  ],
                  "properties": {
                    "items": {
                      "type": "array",
                      "items": {
                        "$ref": "#/components/schemas/Declaration"
                      }
                    },
                    "nextCursor": {
                      "type": "string"
                    }
                  }
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/Error"
          }
        }
      },
      "post": {
        "operationId": "DeclareMany",
        "x-access": {
          "callers": "people",
          "each": "ai-governance.profile.declare"
        },
        "description": "Declares for several entities, each by itself. What is refused is reported for its entity and stores nothing of it.",
        "requestBody": {
          "required": true,
          "content": {
            "application/json": {
              "schema": {
                "type": "object",
                "required": [
                  "items"
                ],
                "additionalProperties": false,
                "properties": {
                  "items": {
                    "type": "array",
                    "minItems": 1,
                    "maxItems": 100,
                    "items": {
                      "type": "object",
                      "required": [
                        "entityRef",
                        "values"
                      ],
                      "additionalProperties": false,
                      "properties": {
                        "entityRef": {
                          "type": "string",
                          "minLength": 1,
                          "maxLength": 512
                        },
                        "values": {
                          "$ref": "#/components/schemas/DeclaredValues"
                        }
                      }
                    }
                  },
                  "reason": {
                    "description": "Why, for whoever decides on what is lowered of any of them.",
                    "type": "string",
                    "minLength": 1,
                    "maxLength": 4000
                  }
                }
              }
            }
          }
        },
        "responses": {
          "200": {
            "description": "What became of each, in the order of the request.",
            "content": {
              "application/json": {
                "schema": {
                  "type": "object",
                  "required": [
                    "items"
                  ],
                  "properties": {
                    "items": {
                      "type": "array",
                      "items": {
                        "type": "object",
                        "required": [
                          "entityRef"
                        ],
                        "properties": {
                          "entityRef": {
                            "type": "string"
                          },
                          "declared": {
                            "$ref": "#/components/schemas/JsonObject"
                          },
                          "error": {
                            "$ref": "#/components/schemas/JsonObject"
                          }
                        }
                      }
                    }
                  }
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/Error"
          }
        }
      }
    },
    "/declarations/{id}/approve": {
      "parameters": [
        {
          "name": "id",
          "in": "path",
          "required": true,
          "schema": {
            "type": "string",
            "minLength": 1
          }
        }
      ],
      "post": {
        "operationId": "ApproveDeclaration",
        "x-access": {
          "callers": "people",
          "permission": "ai-governance.declaration.decide"
        },
        "description": "Lets the declaration lower what it lowers; by the approving role, never by the declarer.",
        "requestBody": {
          "required": true,
          "content": {
            "application/json": {
              "schema": {
                "$ref": "#/components/schemas/DisputeDecision"
              }
            }
          }
        },
        "responses": {
          "200": {
            "description": "The declaration.",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/Declaration"
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/Error"
          }
        }
      }
    },
    "/declarations/{id}/reject": {
      "parameters": [
        {
          "name": "id",
          "in": "path",
          "required": true,
          "schema": {
            "type": "string",
            "minLength": 1
          }
        }
      ],
      "post": {
        "operationId": "RejectDeclaration",
        "x-access": {
          "callers": "people",
          "permission": "ai-governance.declaration.decide"
        },
        "description": "Refuses the declaration; the stricter value stays in force.",
        "requestBody": {
          "required": true,
          "content": {
            "application/json": {
              "schema": {
                "$ref": "#/components/schemas/DisputeDecision"
              }
            }
          }
        },
        "responses": {
          "200": {
            "description": "The declaration.",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/Declaration"
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/Error"
          }
        }
      }
    },
    "/declarations/{id}/review": {
      "parameters": [
        {
          "name": "id",
          "in": "path",
          "required": true,
          "schema": {
            "type": "string",
            "minLength": 1
          }
        }
      ],
      "post": {
        "operationId": "ReviewDeclaration",
        "x-access": {
          "callers": "people",
          "permission": "ai-governance.declaration.decide"
        },
        "description": "Says of a declaration that needed no approval and belongs to the sample, or that what is seen contradicts, that it is right, or questions it. It stays in force and is judged as before either way.",
        "requestBody": {
          "required": true,
          "content": {
            "application/json": {
              "schema": {
                "type": "object",
                "additionalProperties": false,
                "required": [
                  "outcome",
                  "reason"
                ],
                "properties": {
                  "outcome": {
                    "type": "string",
                    "enum": [
                      "confirmed",
                      "questioned"
                    ]
                  },
                  "reason": {
                    "type": "string",
                    "minLength": 1,
                    "maxLength": 4000
                  }
                }
              }
            }
          }
        },
        "responses": {
          "200": {
            "description": "The declaration.",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/Declaration"
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/Error"
          }
        }
      }
    },
    "/declarations/{id}/withdraw": {
      "parameters": [
        {
          "name": "id",
          "in": "path",
          "required": true,
          "schema": {
            "type": "string",
            "minLength": 1
          }
        }
      ],
      "post": {
        "operationId": "WithdrawDeclaration",
        "x-access": {
          "callers": "people",
          "asker": true
        },
        "description": "Takes the own declaration back.",
        "requestBody": {
          "required": false,
          "content": {
            "application/json": {
              "schema": {
                "type": "object",
                "additionalProperties": false,
                "properties": {
                  "reason": {
                    "type": "string",
                    "maxLength": 4000
                  }
                }
              }
            }
          }
        },
        "responses": {
          "200": {
            "description": "The declaration.",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/Declaration"
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/Error"
          }
        }
      }
    },
    "/inbox": {
      "get": {
        "operationId": "GetInbox",
        "x-access": {
          "callers": "people"
        },
        "description": "What needs the caller: what is to be decided or done by how long it waits, then what ends by how soon. Of entities the caller may read, and nothing that the caller asked for or owns and may not decide.",
        "parameters": [
          {
            "$ref": "#/components/parameters/limit"
          }
        ],
        "responses": {
          "200": {
            "description": "What waits, each with what it is about.",
            "content": {
              "application/json": {
                "schema": {
                  "type": "object",
                  "required": [
                    "items",
                    "total",
                    "counts",
                    "more"
                  ],
                  "properties": {
                    "items": {
                      "type": "array",
                      "items": {
                        "type": "object",
                        "required": [
                          "id",
                          "at",
                          "kind"
                        ],
                        "properties": {
                          "id": {
                            "type": "string"
                          },
                          "at": {
                            "type": "string"
                          },
                          "kind": {
                            "type": "string",
                            "enum": [
                              "declaration",
                              "declarationToReview",
                              "contradictionToReview",
                              "exception",
                              "dispute",
                              "attestation",
                              "tool",
                              "toolToReview",
                              "riskToReview",
                              "exceptionToConfirm",
                              "workflow",
                              "workflowToReview",
                              "incident",
                              "incidentToRead",
                              "followUp",
                              "violation",
                              "failures",
                              "frameworkVersion",
                              "meeting",
                              "meetingToConvene",
                              "accountability",
                              "endingException",
                              "endingAttestation",
                              "endingRiskAcceptance"
                            ]
                          },
                          "declaration": {
                            "$ref": "#/components/schemas/Declaration"
                          },
                          "exception": {
                            "$ref": "#/components/schemas/Exception"
                          },
                          "dispute": {
                            "$ref": "#/components/schemas/JsonObject"
                          },
                          "attestation": {
                            "$ref": "#/components/schemas/JsonObject"
                          },
                          "tool": {
                            "$ref": "#/components/schemas/RegisteredTool"
                          },
                          "risk": {
                            "type": "object",
                            "required": [
                              "id",
                              "category",
                              "reviewBy"
                            ],
                            "properties": {
                              "id": {
                                "type": "string"
                              },
                              "category": {
                                "type": "string"
                              },
                              "reviewBy": {
                                "type": "string"
                              }
                            }
                          },
                          "workflow": {
                            "$ref": "#/components/schemas/Workflow"
                          },
                          "riskAcceptance": {
                            "$ref": "#/components/schemas/RiskAcceptance"
                          },
                          "incident": {
                            "$ref": "#/components/schemas/Incident"
                          },
                          "followUp": {
                            "description": "With what it was left by.",
                            "type": "object",
                            "required": [
                              "id",
                              "text",
                              "owner",
                              "dueOn",
                              "of"
                            ],
                            "properties": {
                              "id": {
                                "type": "string"
                              },
                              "text": {
                                "type": "string"
                              },
                              "owner": {
                                "type": "string"
                              },
                              "dueOn": {
                                "type": "string"
                              },
                              "of": {
                                "type": "object",
                                "required": [
                                  "kind",
                                  "id"
                                ],
                                "properties": {
                                  "kind": {
                                    "type": "string",
                                    "enum": [
                                      "incident",
                                      "exercise"
                                    ]
                                  },
                                  "id": {
                                    "type": "string"
                                  },
                                  "title": {
                                    "type": "string"
                                  }
                                }
                              }
                            }
                          },
                          "violation": {
                            "$ref": "#/components/schemas/Violation"
                          },
                          "roles": {
                            "description": "Roles of the caller, who has not acknowledged who answers for what.",
                            "type": "array",
                            "items": {
                              "type": "string"
                            }
                          },
                          "changed": {
                            "description": "Whether other texts were acknowledged before.",
                            "type": "boolean"
                          },
                          "week": {
                            "description": "First day of the week whose failures nobody looked at.",
                            "type": "string"
                          },
                          "controls": {
                            "description": "What began to fail in that week.",
                            "type": "array",
                            "items": {
                              "type": "object",
                              "required": [
                                "control",
                                "entities"
                              ],
                              "properties": {
                                "control": {
                                  "type": "string"
                                },
                                "entities": {
                                  "type": "integer"
                                }
                              }
                            }
                          },
                          "proposal": {
                            "$ref": "#/components/schemas/FrameworkProposal"
                          },
                          "meeting": {
                            "type": "object",
                            "required": [
                              "id",
                              "on",
                              "convenedBy"
                            ],
                            "properties": {
                              "id": {
                                "type": "string"
                              },
                              "on": {
                                "type": "string"
                              },
                              "convenedBy": {
                                "type": "string"
                              }
                            }
                          },
                          "on": {
                            "description": "Day by which a meeting should have been convened.",
                            "type": "string"
                          }
                        }
                      }
                    },
                    "unnamed": {
                      "description": "For those in the role platform-lead, roles that nobody is named for, or nobody is in, and how many requests wait for them.",
                      "type": "array",
                      "items": {
                        "type": "object",
                        "required": [
                          "role",
                          "requests"
                        ],
                        "properties": {
                          "role": {
                            "type": "string"
                          },
                          "refs": {
                            "description": "What aiGovernance.roles names for it, where nobody is behind that.",
                            "type": "array",
                            "items": {
                              "type": "string"
                            }
                          },
                          "requests": {
                            "type": "integer"
                          }
                        }
                      }
                    },
                    "unknownRoles": {
                      "description": "For the same people, ids in aiGovernance.roles that are no roles of the framework.",
                      "type": "array",
                      "items": {
                        "type": "string"
                      }
                    },
                    "total": {
                      "type": "integer"
                    },
                    "counts": {
                      "type": "object",
                      "additionalProperties": {
                        "type": "integer"
                      }
                    },
                    "more": {
                      "type": "boolean"
                    }
                  }
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/Error"
          }
        }
      }
    },
    "/inbox/count": {
      "get": {
        "operationId": "CountInbox",
        "x-access": {
          "callers": "people"
        },
        "description": "How much needs the caller.",
        "responses": {
          "200": {
            "description": "Counts by kind.",
            "content": {
              "application/json": {
                "schema": {
                  "type": "object",
                  "required": [
                    "total",
                    "counts",
                    "more"
                  ],
                  "properties": {
                    "total": {
                      "type": "integer"
                    },
                    "counts": {
                      "type": "object",
                      "additionalProperties": {
                        "type": "integer"
                      }
                    },
                    "more": {
                      "type": "boolean"
                    }
                  }
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/Error"
          }
        }
      }
    },
    "/exceptions": {
      "get": {
        "operationId": "ListExceptions",
        "x-access": {
          "callers": "everyone",
          "permission": "ai-governance.scorecard.read"
        },
        "description": "Requests for exceptions, newest first; with endsBefore those granted and in force that end before it, the soonest first.",
        "parameters": [
          {
            "name": "entityRef",
            "in": "query",
            "allowReserved": true,
            "schema": {
              "type": "string",
              "minLength": 1,
              "maxLength": 512
            }
          },
          {
            "name": "state",
            "in": "query",
            "schema": {
              "$ref": "#/components/schemas/ExceptionState"
            }
          },
          {
            "name": "endsBefore",
            "in": "query",
            "allowReserved": true,
            "schema": {
              "type": "string",
              "minLength": 1,
              "maxLength": 40
            }
          },
          {
            "$ref": "#/components/parameters/limit"
          },
          {
            "$ref": "#/components/parameters/cursor"
          }
        ],
        "responses": {
          "200": {
            "description": "Requests with what was decided.",
            "content": {
              "application/json": {
                "schema": {
                  "type": "object",
                  "required": [
                    "items"
                  ],
                  "properties": {
                    "items": {
                      "type": "array",
                      "items": {
                        "$ref": "#/components/schemas/Exception"
                      }
                    },
                    "nextCursor": {
                      "type": "string"
                    }
                  }
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/Error"
          }
        }
      },
      "post": {
        "operationId": "RequestException",
        "x-access": {
          "callers": "people",
          "permission": "ai-governance.exception.request"
        },
        "description": "Asks for an exception from one control, one per entity, decided together.",
        "requestBody": {
          "required": true,
          "content": {
            "application/json": {
              "schema": {
                "type": "object",
                "required": [
                  "entityRefs",
                  "control",
                  "reason",
                  "compensatingControls",
                  "until"
                ],
                "additionalProperties": false,
                "properties": {
                  "entityRefs": {
                    "type": "array",
                    "minItems": 1,
                    "maxItems": 200,
                    "items": {
                      "type": "string",
                      "minLength": 1,
                      "maxLength": 512
                    }
                  },
                  "control": {
                    "type": "string",
                    "minLength": 1,
                    "maxLength": 64
                  },
                  "reason": {
                    "type": "string",
                    "minLength": 1,
                    "maxLength": 4000
                  },
                  "compensatingControls": {
                    "type": "array",
                    "minItems": 1,
                    "maxItems": 20,
                    "items": {
                      "type": "string",
                      "minLength": 1,
                      "maxLength": 1000
                    }
                  },
                  "until": {
                    "type": "string",
                    "minLength": 1,
                    "maxLength": 40
                  },
                  "askedFor": {
                    "description": "A group that the caller is in and asks for; nobody in it, or in groups inside of it, decides.",
                    "type": "string",
                    "minLength": 1,
                    "maxLength": 512
                  }
                }
              }
            }
          }
        },
        "responses": {
          "201": {
            "description": "The request.",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/Exception"
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/Error"
          }
        }
      }
    },
    "/exceptions/renewals": {
      "get": {
        "operationId": "GetRenewedControls",
        "x-access": {
          "callers": "everyone",
          "permission": "ai-governance.scorecard.read"
        },
        "description": "Controls from which services were granted three renewals or more, one after the other and to this day: gaps of the policy itself. Counted over the services that the caller may see; of each control the twenty that were granted most are named.",
        "responses": {
          "200": {
            "description": "The controls, those that concern most services first.",
            "content": {
              "application/json": {
                "schema": {
                  "type": "object",
                  "required": [
                    "from",
                    "items"
                  ],
                  "properties": {
                    "from": {
                      "type": "integer"
                    },
                    "items": {
                      "type": "array",
                      "items": {
                        "type": "object",
                        "required": [
                          "control",
                          "entities",
                          "renewals",
                          "services"
                        ],
                        "properties": {
                          "control": {
                            "type": "string"
                          },
                          "entities": {
                            "type": "integer"
                          },
                          "renewals": {
                            "type": "integer"
                          },
                          "services": {
                            "type": "array",
                            "items": {
                              "type": "object",
                              "required": [
                                "entityRef",
                                "renewals"
                              ],
                              "properties": {
                                "entityRef": {
                                  "type": "string"
                                },
                                "renewals": {
                                  "type": "integer"
                                }
                              }
                            }
                          }
                        }
                      }
                    }
                  }
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/Error"
          }
        }
      }
    },
    "/exceptions/{id}/approve": {
      "parameters": [
        {
          "name": "id",
          "in": "path",
          "required": true,
          "schema": {
            "type": "string",
            "minLength": 1
          }
        }
      ],
      "post": {
        "operationId": "ApproveException",
        "x-access": [
          {
            "when": "up to the second renewal",
            "callers": "people",
            "permission": "ai-governance.exception.decide"
          },
          {
            "when": "from the third renewal on",
            "callers": "people",
            "permission": "ai-governance.exception.sponsor"
          }
        ],
        "description": "Grants the exception, for as long as was asked or shorter; only by who may see every service that it is for.",
        "requestBody": {
          "required": true,
          "content": {
            "application/json": {
              "schema": {
                "type": "object",
                "required": [
                  "reason"
                ],
                "additionalProperties": false,
                "properties": {
                  "reason": {
                    "type": "string",
                    "minLength": 1,
                    "maxLength": 4000
                  },
                  "until": {
                    "type": "string",
                    "minLength": 1,
                    "maxLength": 40
                  }
                }
              }
            }
          }
        },
        "responses": {
          "200": {
            "description": "The request.",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/Exception"
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/Error"
          }
        }
      }
    },
    "/exceptions/{id}/reject": {
      "parameters": [
        {
          "name": "id",
          "in": "path",
          "required": true,
          "schema": {
            "type": "string",
            "minLength": 1
          }
        }
      ],
      "post": {
        "operationId": "RejectException",
        "x-access": [
          {
            "when": "up to the second renewal",
            "callers": "people",
            "permission": "ai-governance.exception.decide"
          },
          {
            "when": "from the third renewal on",
            "callers": "people",
            "permission": "ai-governance.exception.sponsor"
          }
        ],
        "description": "Refuses the exception; only by who may see every service that it is for.",
        "requestBody": {
          "required": true,
          "content": {
            "application/json": {
              "schema": {
                "$ref": "#/components/schemas/DisputeDecision"
              }
            }
          }
        },
        "responses": {
          "200": {
            "description": "The request.",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/Exception"
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/Error"
          }
        }
      }
    },
    "/exceptions/{id}/confirm": {
      "parameters": [
        {
          "name": "id",
          "in": "path",
          "required": true,
          "schema": {
            "type": "string",
            "minLength": 1
          }
        }
      ],
      "post": {
        "operationId": "ConfirmException",
        "x-access": {
          "callers": "people",
          "permission": "ai-governance.exception.request"
        },
        "description": "Keeps a granted exception after services changed owners, for the rest of its time: for the services that the caller may ask for an exception for. Those of other owners go on waiting for them.",
        "requestBody": {
          "required": true,
          "content": {
            "application/json": {
              "schema": {
                "$ref": "#/components/schemas/DisputeDecision"
              }
            }
          }
        },
        "responses": {
          "200": {
            "description": "The request.",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/Exception"
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/Error"
          }
        }
      }
    },
    "/exceptions/{id}/revoke": {
      "parameters": [
        {
          "name": "id",
          "in": "path",
          "required": true,
          "schema": {
            "type": "string",
            "minLength": 1
          }
        }
      ],
      "post": {
        "operationId": "RevokeException",
        "x-access": [
          {
            "when": "up to the second renewal",
            "callers": "people",
            "permission": "ai-governance.exception.decide",
            "asker": true
          },
          {
            "when": "from the third renewal on",
            "callers": "people",
            "permission": "ai-governance.exception.decide",
            "orPermission": "ai-governance.exception.sponsor",
            "asker": true
          }
        ],
        "description": "Ends a granted exception now.",
        "requestBody": {
          "required": true,
          "content": {
            "application/json": {
              "schema": {
                "$ref": "#/components/schemas/DisputeDecision"
              }
            }
          }
        },
        "responses": {
          "200": {
            "description": "The request.",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/Exception"
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/Error"
          }
        }
      }
    },
    "/exceptions/{id}/withdraw": {
      "parameters": [
        {
          "name": "id",
          "in": "path",
          "required": true,
          "schema": {
            "type": "string",
            "minLength": 1
          }
        }
      ],
      "post": {
        "operationId": "WithdrawException",
        "x-access": {
          "callers": "people",
          "asker": true
        },
        "description": "Takes the own request back.",
        "responses": {
          "200": {
            "description": "The request.",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/Exception"
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/Error"
          }
        }
      }
    },
    "/entities/{kind}/{namespace}/{name}/badge": {
      "parameters": [
        {
          "$ref": "#/components/parameters/kind"
        },
        {
          "$ref": "#/components/parameters/namespace"
        },
        {
          "$ref": "#/components/parameters/name"
        }
      ],
      "get": {
        "operationId": "GetBadge",
        "x-access": {
          "callers": "everyone",
          "permission": "ai-governance.scorecard.read"
        },
        "description": "Where the badge of an entity is; badges are off by default.",
        "responses": {
          "200": {
            "description": "The signed address.",
            "content": {
              "application/json": {
                "schema": {
                  "type": "object",
                  "additionalProperties": false,
                  "required": [
                    "enabled"
                  ],
                  "properties": {
                    "enabled": {
                      "type": "boolean"
                    },
                    "url": {
                      "type": "string"
                    },
                    "shown": {
                      "type": "boolean",
                      "description": "Whether there is a badge now; not while the organization is at level 1."
                    }
                  }
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/Error"
          }
        }
      }
    },
    "/badges/{kind}/{namespace}/{file}": {
      "parameters": [
        {
          "name": "kind",
          "in": "path",
          "required": true,
          "schema": {
            "type": "string"
          }
        },
        {
          "name": "namespace",
          "in": "path",
          "required": true,
          "schema": {
            "type": "string"
          }
        },
        {
          "name": "file",
          "in": "path",
          "required": true,
          "description": "Name of the entity and `.svg`.",
          "schema": {
            "type": "string"
          }
        }
      ],
      "get": {
        "operationId": "GetBadgePicture",
        "x-access": {
          "callers": "anybody"
        },
        "security": [],
        "description": "The badge with the level without exceptions. Needs no credentials but the signature of its address; 404 for anything that is wrong.",
        "parameters": [
          {
            "name": "signature",
            "in": "query",
            "schema": {
              "type": "string"
            }
          }
        ],
        "responses": {
          "200": {
            "description": "The picture.",
            "content": {
              "image/svg+xml": {
                "schema": {
                  "type": "string"
                }
              }
            }
          },
          "304": {
            "description": "Unchanged."
          },
          "default": {
            "$ref": "#/components/responses/Error"
          }
        }
      }
    },
    "/entities/{kind}/{namespace}/{name}/sarif": {
      "parameters": [
        {
          "$ref": "#/components/parameters/kind"
        },
        {
          "$ref": "#/components/parameters/namespace"
        },
        {
          "$ref": "#/components/parameters/name"
        }
      ],
      "get": {
        "operationId": "ExportSarif",
        "x-access": {
          "callers": "everyone",
          "permission": "ai-governance.scorecard.read"
        },
        "description": "The findings of an entity as a SARIF 2.1.0 log. Granted exceptions and accepted disputes are suppressions; those that wait are under review. Every export is in the audit log.",
        "responses": {
          "200": {
            "description": "The log.",
            "content": {
              "application/sarif+json": {
                "schema": {
                  "$ref": "#/components/schemas/JsonObject"
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/Error"
          }
        }
      }
    },
    "/exports": {
      "post": {
        "operationId": "NoteExport",
        "x-access": {
          "callers": "everyone"
        },
        "description": "Tells the audit log that the caller takes what a view shows out of the portal. What is taken is not sent.",
        "requestBody": {
          "required": true,
          "content": {
            "application/json": {
              "schema": {
                "type": "object",
                "additionalProperties": false,
                "required": [
                  "view",
                  "format"
                ],
                "properties": {
                  "view": {
                    "type": "string",
                    "pattern": "^[a-z][a-z0-9-]{0,63}$",
                    "description": "Name of the view."
                  },
                  "format": {
                    "type": "string",
                    "enum": [
                      "csv",
                      "json",
                      "print"
                    ]
                  },
                  "query": {
                    "type": "string",
                    "maxLength": 4000,
                    "description": "Filters of the view, as its address holds them."
                  },
                  "rows": {
                    "type": "integer",
                    "minimum": 0,
                    "maximum": 10000000
                  }
                }
              }
            }
          }
        },
        "responses": {
          "204": {
            "description": "Remembered."
          },
          "default": {
            "$ref": "#/components/responses/Error"
          }
        }
      }
    },
    "/audit": {
      "get": {
        "operationId": "ListAudit",
        "x-access": {
          "callers": "everyone",
          "permission": "ai-governance.audit.read"
        },
        "description": "Audit entries, newest first. Entries about entities that the caller does not see in the catalog are left out, unless the caller may read the whole log, so a page can be short.",
        "parameters": [
          {
            "name": "actor",
            "in": "query",
            "description": "A user or service ref.",
            "allowReserved": true,
            "schema": {
              "type": "string",
              "minLength": 1,
              "maxLength": 255
            }
          },
          {
            "name": "action",
            "in": "query",
            "description": "An action, or what comes before its point, such as exception.",
            "schema": {
              "type": "string",
              "minLength": 1,
              "maxLength": 64
            }
          },
          {
            "name": "subject",
            "in": "query",
            "allowReserved": true,
            "schema": {
              "type": "string",
              "minLength": 1,
              "maxLength": 512
            }
          },
          {
            "$ref": "#/components/parameters/auditFrom"
          },
          {
            "$ref": "#/components/parameters/auditUntil"
          },
          {
            "$ref": "#/components/parameters/limit"
          },
          {
            "$ref": "#/components/parameters/cursor"
          }
        ],
        "responses": {
          "200": {
            "description": "Entries.",
            "content": {
              "application/json": {
                "schema": {
                  "type": "object",
                  "required": [
                    "items"
                  ],
                  "properties": {
                    "items": {
                      "type": "array",
                      "items": {
                        "$ref": "#/components/schemas/AuditEntry"
                      }
                    },
                    "nextCursor": {
                      "type": "string"
                    }
                  }
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/Error"
          }
        }
      }
    },
    "/audit/verify": {
      "get": {
        "operationId": "VerifyAudit",
        "x-access": {
          "callers": "everyone",
          "permission": "ai-governance.audit.read"
        },
        "description": "Recomputes the hash chain. With progress, the answer is lines of JSON: how far it is, and the result as the last one.",
        "parameters": [
          {
            "name": "progress",
            "in": "query",
            "schema": {
              "type": "boolean"
            }
          }
        ],
        "responses": {
          "200": {
            "description": "Whether the chain is unbroken, and where it breaks first.",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/AuditVerification"
                }
              },
              "application/x-ndjson": {
                "schema": {
                  "type": "string"
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/Error"
          }
        }
      }
    },
    "/audit/public-key": {
      "get": {
        "operationId": "GetAuditPublicKeys",
        "x-access": {
          "callers": "everyone"
        },
        "description": "The public keys of signed checkpoints and exports, former ones too.",
        "responses": {
          "200": {
            "description": "Keys, in the order they were introduced.",
            "content": {
              "application/json": {
                "schema": {
                  "type": "object",
                  "required": [
                    "items"
                  ],
                  "properties": {
                    "items": {
                      "type": "array",
                      "items": {
                        "type": "object",
                        "required": [
                          "keyId",
                          "publicKey",
                          "since",
                          "current"
                        ],
                        "properties": {
                          "keyId": {
                            "type": "string"
                          },
                          "publicKey": {
                            "type": "string"
                          },
                          "since": {
                            "type": "string"
                          },
                          "current": {
                            "type": "boolean"
                          }
                        }
                      }
                    }
                  }
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/Error"
          }
        }
      }
    },
    "/audit/export": {
      "get": {
        "operationId": "ExportAudit",
        "x-access": {
          "callers": "everyone",
          "permission": "ai-governance.audit.read-all"
        },
        "description": "The log as lines of JSON: a signed header, then entries with digests, salts and bodies, and the signed checkpoints among them.",
        "parameters": [
          {
            "$ref": "#/components/parameters/auditFrom"
          },
          {
            "$ref": "#/components/parameters/auditUntil"
          },
          {
            "name": "gzip",
            "in": "query",
            "description": "Whether the file is packed.",
            "schema": {
              "type": "boolean"
            }
          }
        ],
        "responses": {
          "200": {
            "description": "The file.",
            "content": {
              "application/x-ndjson": {
                "schema": {
                  "type": "string"
                }
              },
              "application/gzip": {
                "schema": {
                  "type": "string",
                  "format": "binary"
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/Error"
          }
        }
      }
    },
    "/audit/erasures": {
      "post": {
        "operationId": "EraseFromAudit",
        "x-access": {
          "callers": "people",
          "permission": "ai-governance.audit.erase"
        },
        "description": "Replaces a person's ref in every entry that names them. That it was done and why are entries of their own, which do not name them.",
        "requestBody": {
          "required": true,
          "content": {
            "application/json": {
              "schema": {
                "type": "object",
                "additionalProperties": false,
                "required": [
                  "person",
                  "reason"
                ],
                "properties": {
                  "person": {
                    "type": "string",
                    "minLength": 1,
                    "maxLength": 255
                  },
                  "reason": {
                    "type": "string",
                    "minLength": 1,
                    "maxLength": 2000,
                    "description": "Is kept, so it may not name them."
                  }
                }
              }
            }
          }
        },
        "responses": {
          "200": {
            "description": "How many entries named them.",
            "content": {
              "application/json": {
                "schema": {
                  "type": "object",
                  "required": [
                    "entries"
                  ],
                  "properties": {
                    "entries": {
                      "type": "integer"
                    }
                  }
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/Error"
          }
        }
      }
    },
    "/inventory/wanted": {
      "get": {
        "operationId": "GetWantedCatalogFacts",
        "x-access": {
          "callers": "services"
        },
        "description": "For the catalog module: what the checks of the framework in force ask of descriptors, to be told with every look-up. Services only.",
        "responses": {
          "200": {
            "description": "Annotations by key, and other members by name.",
            "content": {
              "application/json": {
                "schema": {
                  "type": "object",
                  "required": [
                    "annotations",
                    "members"
                  ],
                  "properties": {
                    "annotations": {
                      "type": "array",
                      "items": {
                        "type": "string"
                      }
                    },
                    "members": {
                      "type": "array",
                      "items": {
                        "type": "string"
                      }
                    }
                  }
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/Error"
          }
        }
      }
    },
    "/inventory/annotations": {
      "post": {
        "operationId": "LookUpAnnotations",
        "x-access": {
          "callers": "services",
          "named": "the catalog plugin"
        },
        "description": "For the catalog module: tells what the catalog knows of entities and answers the annotations to write on them. Services only.",
        "requestBody": {
          "required": true,
          "content": {
            "application/json": {
              "schema": {
                "type": "object",
                "required": [
                  "entities"
                ],
                "additionalProperties": false,
                "properties": {
                  "entities": {
                    "type": "array",
                    "maxItems": 500,
                    "items": {
                      "$ref": "#/components/schemas/InventoryEntity"
                    }
                  }
                }
              }
            }
          }
        },
        "responses": {
          "200": {
            "description": "Annotations per entity; null while it was never judged.",
            "content": {
              "application/json": {
                "schema": {
                  "type": "object",
                  "required": [
                    "items"
                  ],
                  "properties": {
                    "items": {
                      "type": "array",
                      "items": {
                        "type": "object",
                        "required": [
                          "entityRef",
                          "annotations",
                          "revision"
                        ],
                        "properties": {
                          "entityRef": {
                            "type": "string"
                          },
                          "revision": {
                            "type": "integer",
                            "description": "Place in the change feed; 0 while never judged."
                          },
                          "annotations": {
                            "type": [
                              "object",
                              "null"
                            ],
                            "additionalProperties": {
                              "type": "string"
                            }
                          }
                        }
                      }
                    }
                  }
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/Error"
          }
        }
      }
    },
    "/training": {
      "get": {
        "operationId": "ListTraining",
        "x-access": {
          "callers": "everyone",
          "permission": "ai-governance.training.read"
        },
        "description": "Training per group of the catalog, with everybody in the groups below it. Nobody is named; groups of fewer than five people show the share alone.",
        "parameters": [
          {
            "name": "group",
            "in": "query",
            "description": "Ref of the only group to answer.",
            "allowReserved": true,
            "schema": {
              "type": "string",
              "minLength": 1,
              "maxLength": 512
            }
          },
          {
            "$ref": "#/components/parameters/limit"
          },
          {
            "$ref": "#/components/parameters/cursor"
          }
        ],
        "responses": {
          "200": {
            "description": "Groups the caller may see.",
            "content": {
              "application/json": {
                "schema": {
                  "type": "object",
                  "required": [
                    "items",
                    "timeZone"
                  ],
                  "properties": {
                    "items": {
                      "type": "array",
                      "items": {
                        "type": "object",
                        "required": [
                          "group"
                        ],
                        "properties": {
                          "group": {
                            "type": "string"
                          },
                          "sharePercent": {
                            "type": "integer"
                          },
                          "members": {
                            "type": "integer"
                          },
                          "trained": {
                            "type": "integer"
                          },
                          "meanScore": {
                            "type": "integer"
                          },
                          "nextLapseAt": {
                            "type": "string"
                          }
                        }
                      }
                    },
                    "nextCursor": {
                      "type": "string"
                    },
                    "timeZone": {
                      "type": "string"
                    }
                  }
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/Error"
          }
        }
      }
    },
    "/training/kpis": {
      "get": {
        "operationId": "GetTrainingKpis",
        "x-access": {
          "callers": "everyone",
          "permission": "ai-governance.training.read"
        },
        "description": "The KPIs of the framework that completions of training measure, over everybody in the groups that the caller may see. Nobody is named; of fewer than five people there is the share alone.",
        "responses": {
          "200": {
            "description": "The KPIs with a value.",
            "content": {
              "application/json": {
                "schema": {
                  "type": "object",
                  "required": [
                    "at",
                    "isComplete",
                    "items"
                  ],
                  "properties": {
                    "at": {
                      "type": "string"
                    },
                    "isComplete": {
                      "type": "boolean"
                    },
                    "items": {
                      "type": "array",
                      "items": {
                        "type": "object",
                        "required": [
                          "kpi",
                          "percent"
                        ],
                        "properties": {
                          "kpi": {
                            "type": "string"
                          },
                          "percent": {
                            "type": "integer"
                          },
                          "meets": {
                            "type": "boolean"
                          },
                          "trained": {
                            "type": "integer"
                          },
                          "people": {
                            "type": "integer"
                          }
                        }
                      }
                    }
                  }
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/Error"
          }
        }
      }
    },
    "/training/completions": {
      "post": {
        "operationId": "UploadTraining",
        "x-access": {
          "callers": "everyone",
          "permission": "ai-governance.training.upload",
          "named": "aiGovernance.imports.services"
        },
        "description": "Takes completions of training. A row that is wrong leaves the others alone and is named with its line; the same again changes nothing.",
        "requestBody": {
          "required": true,
          "content": {
            "application/json": {
              "schema": {
                "type": "object",
                "required": [
                  "completions"
                ],
                "additionalProperties": false,
                "properties": {
                  "completions": {
                    "type": "array",
                    "items": {
                      "$ref": "#/components/schemas/TrainingCompletion"
                    }
                  }
                }
              }
            },
            "text/csv": {
              "schema": {
                "type": "string"
              }
            }
          }
        },
        "responses": {
          "200": {
            "description": "What was taken and what was left out.",
            "content": {
              "application/json": {
                "schema": {
                  "type": "object",
                  "required": [
                    "rows",
                    "accepted",
                    "changed",
                    "unknownPeople",
                    "unknownPeopleCount",
                    "rejected",
                    "rejectedCount"
                  ],
                  "properties": {
                    "rows": {
                      "type": "integer"
                    },
                    "accepted": {
                      "type": "integer"
                    },
                    "changed": {
                      "type": "integer"
                    },
                    "unknownPeople": {
                      "type": "array",
                      "items": {
                        "type": "object",
                        "required": [
                          "line",
                          "person"
                        ],
                        "properties": {
                          "line": {
                            "type": "integer"
                          },
                          "person": {
                            "type": "string"
                          }
                        }
                      }
                    },
                    "unknownPeopleCount": {
                      "type": "integer"
                    },
                    "rejected": {
                      "$ref": "#/components/schemas/RowProblems"
                    },
                    "rejectedCount": {
                      "type": "integer"
                    }
                  }
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/Error"
          }
        }
      }
    },
    "/training/erasures": {
      "post": {
        "operationId": "EraseTraining",
        "x-access": {
          "callers": "everyone",
          "permission": "ai-governance.training.erase"
        },
        "description": "Forgets every completion of a person. The figures of groups follow at once; those of past judgements name nobody and stay.",
        "requestBody": {
          "required": true,
          "content": {
            "application/json": {
              "schema": {
                "type": "object",
                "required": [
                  "person"
                ],
                "additionalProperties": false,
                "properties": {
                  "person": {
                    "type": "string",
                    "minLength": 1,
                    "maxLength": 512,
                    "description": "User ref, e-mail address or learner id."
                  }
                }
              }
            }
          }
        },
        "responses": {
          "200": {
            "description": "How many completions were erased.",
            "content": {
              "application/json": {
                "schema": {
                  "type": "object",
                  "required": [
                    "completions"
                  ],
                  "properties": {
                    "completions": {
                      "type": "integer"
                    }
                  }
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/Error"
          }
        }
      }
    },
    "/imports": {
      "get": {
        "operationId": "ListImports",
        "x-access": {
          "callers": "everyone",
          "permission": "ai-governance.import.read"
        },
        "description": "The newest import of each kind and source, with its age.",
        "responses": {
          "200": {
            "description": "Imports.",
            "content": {
              "application/json": {
                "schema": {
                  "type": "object",
                  "required": [
                    "items"
                  ],
                  "properties": {
                    "items": {
                      "type": "array",
                      "items": {
                        "$ref": "#/components/schemas/ImportRecord"
                      }
                    }
                  }
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/Error"
          }
        }
      }
    },
    "/imports/{kind}": {
      "parameters": [
        {
          "name": "kind",
          "in": "path",
          "required": true,
          "schema": {
            "$ref": "#/components/schemas/ImportKind"
          }
        }
      ],
      "post": {
        "operationId": "TakeImport",
        "x-access": {
          "callers": "everyone",
          "permission": "ai-governance.import.create",
          "named": "aiGovernance.imports.services"
        },
        "description": "Takes an inventory, report, analysis or record, whole or not at all. A newer one of the same source takes its place.",
        "parameters": [
          {
            "name": "source",
            "in": "query",
            "description": "Of a CSV file, the system it comes from.",
            "allowReserved": true,
            "schema": {
              "type": "string",
              "minLength": 1,
              "maxLength": 200
            }
          },
          {
            "name": "asOf",
            "in": "query",
            "description": "Of a CSV file, the date or instant that it describes.",
            "allowReserved": true,
            "schema": {
              "type": "string",
              "minLength": 1,
              "maxLength": 40
            }
          },
          {
            "name": "from",
            "in": "query",
            "description": "Of a report as CSV file, the first day it covers.",
            "schema": {
              "type": "string",
              "minLength": 1,
              "maxLength": 30
            }
          },
          {
            "name": "to",
            "in": "query",
            "description": "Of a report as CSV file, the last day it covers.",
            "schema": {
              "type": "string",
              "minLength": 1,
              "maxLength": 30
            }
          },
          {
            "name": "link",
            "in": "query",
            "allowReserved": true,
            "schema": {
              "type": "string",
              "minLength": 1,
              "maxLength": 2000
            }
          }
        ],
        "requestBody": {
          "required": true,
          "content": {
            "application/json": {
              "schema": {
                "type": "object",
                "required": [
                  "source",
                  "asOf",
                  "rows"
                ],
                "additionalProperties": false,
                "properties": {
                  "source": {
                    "type": "string",
                    "minLength": 1,
                    "maxLength": 200
                  },
                  "asOf": {
                    "type": "string",
                    "minLength": 1,
                    "maxLength": 40
                  },
                  "link": {
                    "type": "string",
                    "minLength": 1,
                    "maxLength": 2000
                  },
                  "period": {
                    "type": "object",
                    "required": [
                      "from",
                      "to"
                    ],
                    "additionalProperties": false,
                    "properties": {
                      "from": {
                        "type": "string",
                        "minLength": 1,
                        "maxLength": 30
                      },
                      "to": {
                        "type": "string",
                        "minLength": 1,
                        "maxLength": 30
                      }
                    }
                  },
                  "rows": {
                    "type": "array",
                    "items": {
                      "type": "object",
                      "additionalProperties": {
                        "type": [
                          "string",
                          "number",
                          "boolean",
                          "null"
                        ]
                      }
                    }
                  }
                }
              }
            },
            "text/csv": {
              "schema": {
                "type": "string"
              }
            }
          }
        },
        "responses": {
          "200": {
            "description": "The very same was imported before; nothing was written.",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/ImportRecord"
                }
              }
            }
          },
          "201": {
            "description": "Imported.",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/ImportRecord"
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/Error"
          }
        }
      },
      "delete": {
        "operationId": "EndImports",
        "x-access": {
          "callers": "everyone",
          "permission": "ai-governance.import.create",
          "named": "aiGovernance.imports.services"
        },
        "description": "Ends a source that sends nothing more; what it said no longer counts.",
        "parameters": [
          {
            "name": "source",
            "in": "query",
            "required": true,
            "allowReserved": true,
            "schema": {
              "type": "string",
              "minLength": 1,
              "maxLength": 200
            }
          }
        ],
        "responses": {
          "204": {
            "description": "Ended."
          },
          "default": {
            "$ref": "#/components/responses/Error"
          }
        }
      }
    }
  }
} as const;
